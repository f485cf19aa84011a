import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { runInNewContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHUNKS, PARTS } from '../build/build.ts'
import { LINES_BEFORE, MISTAKES, RIGHT, WRONG } from './consumer.ts'
import { findAny } from './find-any.ts'
import { compile, complaints, ATTW, pack, run, type Packed } from './packed.ts'

/** Of everything that a page loads, gzipped. */
const CORE_BYTES = 9 * 1024
/** Of each door besides: what a page loads once there is something to send later, or an app around it. */
const PART_BYTES = 5 * 1024
/** Of doors that promise less. */
const SMALL: Readonly<Record<string, number>> = { embed: 4.5 * 1024, vue: 2 * 1024, webhooks: 1024, live: 1024 }
/** What a partner has anyway who comes in by such a door. */
const PEERS = ['vue']
/** The mock runs on a developer's machine: it is published, and held to none of this (testing.test.ts). */
const FOR_TESTS = 'testing'

/** What belongs to the server, to other packages, or to platforms that are not there. */
const FORBIDDEN = [
  'zod',
  'prisma',
  '@trpc',
  '@civicgrid/',
  'node:',
  'process.env',
  'require(',
  'eval(',
  'better-sqlite3',
  '.cache',
]
/** Newer than iOS 12 and the web-view of Android 8, whatever the compiler makes of the syntax. */
const TOO_NEW = [
  'Object.hasOwn',
  'structuredClone',
  'randomUUID',
  'AbortSignal.',
  'Promise.any',
  'allSettled',
  'replaceAll',
  '.at(',
  'globalThis',
  'groupBy',
  '??',
  '?.',
]

let packed: Packed
beforeAll(async () => {
  packed = await pack()
})
afterAll(() => packed?.remove())

function limitOf(script: string): number {
  const part = [...PARTS, ...CHUNKS].find((one) => script.startsWith(`${one}.`))
  return part === undefined ? CORE_BYTES : (SMALL[part] ?? PART_BYTES)
}
const withoutPeers = (script: string) =>
  [...PEERS, ...CHUNKS.map((name) => `./${name}.cjs`)].reduce(
    (rest, peer) => rest.replaceAll(new RegExp(`require\\(["'\`]${peer}["'\`]\\)`, 'g'), ''),
    script,
  )
const text = (name: string) => readFileSync(join(packed.folder, 'dist', name), 'utf8')
const scripts = () =>
  readdirSync(join(packed.folder, 'dist')).filter((name) => /\.c?js$/.test(name) && !name.startsWith(FOR_TESTS))

describe('what is published', () => {
  test('is the bundles of all entries and the script, their types and nothing else', () => {
    const files = readdirSync(packed.folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.'))
    expect(files.toSorted()).toEqual(
      [
        'README.md',
        'dist/civic.mjs',
        'dist/civicgrid.min.js',
        ...['index', ...PARTS, FOR_TESTS].flatMap((name) =>
          ['cjs', 'd.cts', 'd.ts', 'js'].map((end) => `dist/${name}.${end}`),
        ),
        ...CHUNKS.flatMap((name) => ['cjs', 'js'].map((end) => `dist/${name}.${end}`)),
        // For bundlers that read no exports.
        ...[...PARTS, FOR_TESTS].map((name) => `${name}/package.json`),
        'package.json',
      ].toSorted(),
    )
  })
  test('needs no other package', () => {
    const manifest = JSON.parse(readFileSync(join(packed.folder, 'package.json'), 'utf8')) as Record<string, unknown>
    expect(manifest.dependencies).toBeUndefined()
    const optional = Object.entries((manifest.peerDependenciesMeta ?? {}) as Record<string, { optional: boolean }>)
    expect(Object.keys((manifest.peerDependencies ?? {}) as object)).toEqual(
      optional.filter(([, { optional: yes }]) => yes).map(([name]) => name),
    )
  })
  test('is at most 9 kB gzipped, every other door 5 kB besides', () => {
    const sizes = Object.fromEntries(scripts().map((name) => [name, gzipSync(text(name)).length]))
    expect(Object.keys(sizes)).toHaveLength(3 + 2 * PARTS.length + 2 * CHUNKS.length)
    for (const [name, size] of Object.entries(sizes)) expect(size, name).toBeLessThanOrEqual(limitOf(name))
  })
  test('names nothing of the server, of other packages or of one platform', () => {
    for (const name of [...scripts(), ...['index', ...PARTS].flatMap((part) => [`${part}.d.ts`, `${part}.d.cts`])])
      expect(
        FORBIDDEN.filter((word) => withoutPeers(text(name)).toLowerCase().includes(word)),
        name,
      ).toEqual([])
  })
  test('uses nothing that an old web-view lacks', () => {
    for (const name of scripts())
      expect(
        TOO_NEW.filter((word) => text(name).includes(word)),
        name,
      ).toEqual([])
  })
  test('says the version of its package.json', () => {
    const { version } = JSON.parse(readFileSync(join(packed.folder, 'package.json'), 'utf8')) as { version: string }
    expect(text('index.js')).toMatch(new RegExp(`VERSION=["\x60]${version}["\x60]`))
  })
})

describe('a partner', () => {
  test('is told nothing by publint', async () => {
    const { messages, pkg } = await publint({ pkgDir: packed.folder, pack: false, strict: true })
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([])
  })
  test('is told nothing by arethetypeswrong', () => {
    // The script is for a tag, not for an import.
    expect(
      run(ATTW, [packed.tarball, '--exclude-entrypoints', 'civicgrid.min.js', '--format', 'ascii'], packed.project),
    ).toContain('No problems found')
  })
  test.each([
    ['page.ts', 'bundler'],
    ['page.mts', 'node16'],
    ['page.cts', 'node16'],
  ] as const)('compiles %s with resolution %s in an empty project, libraries checked too', (file, resolution) => {
    expect(complaints(compile(packed.project, { [file]: RIGHT }, resolution))).toEqual([])
  })
  test('cannot compile a wrong name, field or value', () => {
    const lines = complaints(compile(packed.project, { 'wrong.ts': WRONG }, 'bundler')).map((complaint) =>
      Number(/^wrong\.ts:(\d+) /.exec(complaint)?.[1]),
    )
    expect([...new Set(lines)].toSorted((a, b) => a - b)).toEqual(MISTAKES.map((_, i) => i + 1 + LINES_BEFORE))
  })
  /** Where a type holds any; `declared` says what `civic` is. */
  function anyIn(declared: string, library = '') {
    const hidden = join('node_modules', '@civicgrid', 'hidden.ts')
    const program = compile(
      packed.project,
      { 'any.ts': `declare const civic: ${declared}\nexport default civic\n`, [hidden]: library },
      'bundler',
    )
    const source = program.getSourceFile(join(packed.project, 'any.ts'))
    const at = source?.statements.find(ts.isVariableStatement)?.declarationList.declarations[0]
    if (!at) throw new Error('nothing declared')
    const civic = program.getTypeChecker().getTypeAtLocation(at)
    return { found: findAny(program.getTypeChecker(), civic, at), names: civic.getProperties().map(({ name }) => name) }
  }
  test('is given nothing that is any', () => {
    const { found, names } = anyIn(`import('@civicgrid/sdk').Civic`)
    expect(names).toContain('workOrders')
    expect(found).toEqual([])
  })
  test('would be told of an any, however deep in an answer', () => {
    const library = `export interface Hidden { list(): Promise<{ items: { said?: any }[] }>; one(code: any): void }`
    expect(anyIn(`import('@civicgrid/hidden').Hidden`, library).found).toEqual(['list()<>.items<>.said', 'one(code)'])
  })
  test('imports it, requires it, or puts it into a script tag', async () => {
    const esm = (await import(pathToFileURL(join(packed.folder, 'dist', 'index.js')).href)) as Record<string, unknown>
    const cjs = createRequire(join(packed.project, 'a.cjs'))('@civicgrid/sdk') as Record<string, unknown>
    const page: Record<string, unknown> = {}
    runInNewContext(text('civicgrid.min.js'), page)
    const names = [
      'CivicError',
      'UnknownCivicError',
      'VERSION',
      'begunName',
      'cookieSession',
      'createCivic',
      'createResidentCivic',
      'demoSession',
      'isCivicError',
      'pairSession',
      'tokenSession',
    ]
    expect(Object.keys(esm).toSorted()).toEqual(names)
    expect(Object.keys(cjs).toSorted()).toEqual(names)
    expect(Object.keys(page.CivicGrid as object).toSorted()).toEqual(names)
    const wechat = (await import(pathToFileURL(join(packed.folder, 'dist', 'wechat.js')).href)) as object
    expect(Object.keys(wechat)).toEqual(['wechatSession'])
    const outbox = (await import(pathToFileURL(join(packed.folder, 'dist', 'outbox.js')).href)) as object
    expect(Object.keys(outbox).toSorted()).toEqual(['createOutbox', 'memoryStore'])
    expect(dirname(packed.tarball)).toBe(dirname(packed.project))
  })
})
