import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Folders that are made, never written by hand. */
const MADE = new Set(['node_modules', 'dist', 'coverage', '.cache', 'generated'])

/** One hash over names and bytes of the files under `paths` (files or folders, relative to `root`); tests are left out. */
export function hashTree(root: string, paths: readonly string[]): string {
  const hash = createHash('sha256')
  for (const path of paths.flatMap((start) => filesUnder(root, start)).sort()) {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0')
  }
  return hash.digest('hex')
}

function filesUnder(root: string, path: string): string[] {
  if (!statSync(join(root, path)).isDirectory()) return path.endsWith('.test.ts') ? [] : [path]
  return readdirSync(join(root, path))
    .filter((name) => !MADE.has(name))
    .flatMap((name) => filesUnder(root, `${path}/${name}`))
}
