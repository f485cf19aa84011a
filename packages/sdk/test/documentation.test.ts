import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compile, complaints, pack, run, type Packed } from './packed.ts'
import { programs, snippets, SURROUNDINGS } from './snippets.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** What a reader has installed beside the SDK where a guide says so. */
const INSTALLED = {
  msw: 'packages/sdk/node_modules/msw',
  'openid-client': 'packages/server/node_modules/openid-client',
  vue: 'packages/sdk/node_modules/vue',
  '@types/node': 'node_modules/@types/node',
}

let packed: Packed
beforeAll(async () => {
  packed = await pack()
  const modules = join(packed.project, 'node_modules')
  mkdirSync(join(modules, '@types'))
  for (const [name, from] of Object.entries(INSTALLED)) symlinkSync(join(root, from), join(modules, name), 'dir')
})
afterAll(() => packed?.remove())

/** Of our files alone: libraries that a reader installs are theirs to check. */
function wrongIn(sources: Record<string, string>): string[] {
  const program = compile(packed.project, { ...sources, 'around.d.ts': SURROUNDINGS }, 'bundler', ['node'])
  return complaints(program).filter((line) => Object.keys(sources).some((name) => line.startsWith(`${name}:`)))
}

test('every snippet of the READMEs and the guides compiles against what is packed', () => {
  const found = snippets()
  expect(Object.keys(found).length).toBeGreaterThan(20)
  expect(wrongIn(found)).toEqual([])
  expect(wrongIn({ 'made-up.ts': 'civic.appeals.sendIt()' })).toHaveLength(1)
})

test('every program of the guides runs against what is packed, and holds what it claims', () => {
  const found = Object.entries(programs())
  expect(found.length).toBeGreaterThanOrEqual(4)
  for (const [at, code] of found) {
    const file = join(packed.project, 'program.mts')
    writeFileSync(file, code)
    expect(() => run(process.execPath, [file], packed.project), at).not.toThrow()
  }
})
