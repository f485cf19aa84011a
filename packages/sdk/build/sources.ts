import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { writeWireTypes } from './wire-types.ts'

const ships = (path: string) => !/\.(test|fixtures)\.ts$/.test(path)

/**
 * Copies the sources with their wire types written out, and what the SDK takes of the contracts beside them: the bundler
 * of types follows a path, but not a package of the workspace.
 * @param root of the SDK @param into a folder that is made anew
 * @returns the copy's index.ts
 */
export function copySources(root: string, into: string): string {
  const copy = join(into, 'sdk')
  const contracts = join(into, 'contracts')
  rmSync(into, { recursive: true, force: true })
  cpSync(join(root, 'src'), copy, { recursive: true, filter: ships })
  cpSync(join(root, '..', 'contracts', 'src'), contracts, { recursive: true, filter: ships })
  writeWireTypes(join(root, 'src', 'wire'), join(copy, 'wire'), join(root, 'tsconfig.json'))
  for (const name of readdirSync(copy, { recursive: true, encoding: 'utf8' })) {
    const file = join(copy, name)
    if (statSync(file).isDirectory()) continue
    const constants = relative(dirname(file), join(contracts, 'constants.ts'))
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('@civicgrid/contracts/constants', constants))
  }
  return join(copy, 'index.ts')
}

/** Puts each comment above its own member: behind the member before, editors do not find it. */
export function tidyComments(file: string): void {
  const text = readFileSync(file, 'utf8')
    .replaceAll(/^( *)(.*[;{]) (\/\*\*.*\*\/)$/gm, '$1$2\n$1$3')
    .replaceAll(/^( *)(\/\*\*.*\*\/)(?=\S)/gm, '$1$2\n$1')
  writeFileSync(file, text)
}
