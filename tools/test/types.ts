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

/** Checks the types of each folder; each counts as one. Vue's checker is slower, so it runs only where components are. */
export async function types(root: string): Promise<Tally> {
  const results: Tally[] = []
  for (const folder of typedFolders(root)) {
    const vue = globSync('src/**/*.vue', { cwd: join(root, folder) }).length > 0
    results.push(await check(root, vue ? 'vue-tsc' : 'tsc', '--noEmit', '-p', folder))
  }
  return {
    passed: results.filter((result) => result.failed === 0).length,
    failed: results.filter((result) => result.failed > 0).length,
    words: results.map((result) => result.words).join(''),
  }
}
