import { existsSync, globSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { check } from './check.ts'
import type { Tally } from './stage.ts'

/** Folders with a tsconfig.json of their own: every package, and the workspace's own scripts. */
export function typedFolders(root: string): string[] {
  const groups = ['packages', 'examples'].filter((group) => existsSync(join(root, group)))
  const inGroups = groups.flatMap((group) => readdirSync(join(root, group)).map((name) => `${group}/${name}`))
  return [...inGroups, 'bench', 'docs', 'e2e', 'tools'].filter((folder) =>
    existsSync(join(root, folder, 'tsconfig.json')),
  )
}

/**
 * Checks the types of each folder; each counts as one. By TypeScript's native build, in a quarter of the time; where there are
 * components by Vue's checker, which stands on the other one, by which declarations and API reports are made, too.
 */
export async function types(root: string): Promise<Tally> {
  const results: Tally[] = []
  for (const folder of typedFolders(root)) {
    const vue = globSync('src/**/*.vue', { cwd: join(root, folder) }).length > 0
    results.push(await check(root, vue ? 'vue-tsc' : 'tsgo', '--noEmit', '-p', folder))
  }
  return {
    passed: results.filter((result) => result.failed === 0).length,
    failed: results.filter((result) => result.failed > 0).length,
    words: results.map((result) => result.words).join(''),
  }
}
