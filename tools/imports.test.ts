import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise } from 'dependency-cruiser'
import { afterAll, expect, test } from 'vitest'
import config from './imports.config.mjs'

const folder = mkdtempSync(join(tmpdir(), 'civicgrid-imports-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let trees = 0

/** Names the rules that a small tree breaks; packages and libraries that files name are made on the way. */
async function broken(files: Record<string, string>): Promise<string[]> {
  const baseDir = join(folder, String(trees++))
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(baseDir, path)), { recursive: true })
    writeFileSync(join(baseDir, path), text)
  }
  for (const library of ['zod', 'pg', '@prisma/client']) {
    write(`node_modules/${library}/package.json`, JSON.stringify({ name: library, main: 'index.js' }))
    write(`node_modules/${library}/index.js`, '')
  }
  write('package.json', JSON.stringify({ dependencies: { zod: '*', pg: '*', '@prisma/client': '*' } }))
  for (const [path, text] of Object.entries(files)) write(path, text)
  const { tsConfig, ...options } = config.options ?? {}
  const { output } = await cruise(['packages'], { ...options, baseDir, ruleSet: config, validate: true })
  if (typeof output === 'string') throw new Error(output)
  return [...new Set(output.summary.violations.map((violation) => violation.rule.name))].sort()
}

const empty = 'export const x = 1\n'

const cases: [rule: string, files: Record<string, string>][] = [
  [
    'no-cycles',
    {
      'packages/kit/src/a.ts': "import { b } from './b.ts'\nexport const a = () => b",
      'packages/kit/src/b.ts': "import { a } from './a.ts'\nexport const b = () => a",
    },
  ],
  ['resolvable', { 'packages/kit/src/a.ts': "import './gone.ts'" }],
  ['contracts-import-little', { 'packages/contracts/src/a.ts': "import 'pg'" }],
  ['machines-and-policies-are-pure', { 'packages/contracts/src/a.machine.ts': "import 'zod'" }],
  [
    'constants-have-no-schemas',
    {
      'packages/contracts/src/constants.ts': "export * from './a.ts'",
      'packages/contracts/src/a.ts': "export { z } from 'zod'",
    },
  ],
  ['only-stores-see-the-database', { 'packages/server/src/appeals/a.service.ts': "import '@prisma/client'" }],
  [
    'routers-hold-no-logic',
    {
      'packages/server/src/appeals/a.router.ts': "import './a.store.ts'",
      'packages/server/src/appeals/a.store.ts': empty,
    },
  ],
  [
    'stores-are-private',
    {
      'packages/server/src/notices/n.service.ts': "import '../appeals/a.store.ts'",
      'packages/server/src/appeals/a.store.ts': empty,
    },
  ],
  ['sdk-has-no-schemas', { 'packages/sdk/src/a.ts': "import 'zod'" }],
  [
    'capabilities-keep-apart',
    {
      'packages/portal/src/rides/a.ts': "import '../appeals/b.ts'",
      'packages/portal/src/appeals/b.ts': empty,
    },
  ],
  [
    'packages-by-their-doors',
    { 'packages/portal/src/a.ts': "import '../../kit/src/b.ts'", 'packages/kit/src/b.ts': empty },
  ],
  [
    'no-tests-in-code',
    { 'packages/kit/src/a.ts': "import './a.fixtures.ts'", 'packages/kit/src/a.fixtures.ts': empty },
  ],
]

test.each(cases)('%s is noticed', async (rule, files) => {
  expect(await broken(files)).toEqual([rule])
})

test('two rules name an SDK or a face that takes more of the contracts than constants', async () => {
  const schema = { 'packages/contracts/src/index.ts': empty }
  const from = (path: string) => broken({ ...schema, [path]: "import '../../contracts/src/index.ts'" })
  expect(await from('packages/sdk/src/a.ts')).toContain('sdk-core-is-small')
  expect(await from('packages/portal/src/a.ts')).toContain('faces-see-sdk-kit-constants')
})

test('types may be taken from anywhere that only shares types', async () => {
  expect(
    await broken({
      'packages/server/src/appeals/a.service.ts':
        "import type { PrismaClient } from '@prisma/client'\nexport type P = PrismaClient",
    }),
  ).toEqual([])
})
