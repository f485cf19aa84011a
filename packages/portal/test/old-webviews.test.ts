import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseAst } from 'vite'
import { beforeAll, describe, expect, it } from 'vitest'

// Syntax and styles cannot be taken away from a running browser: what the build wrote is read instead. First versions
// are those of MDN's browser compatibility data; ours are Chromium 64 (Android 8) and Safari 12 (iOS 12).

const DIST = resolve(import.meta.dirname, '../dist/haitang')

/** Every script and style that a resident's pages may ever fetch, by name. */
function reachable(extension: string): Map<string, string> {
  const found = new Map<string, string>()
  const pages = ['index.html', 'send.html', 'app.html'].map((page) => readFileSync(join(DIST, page), 'utf8'))
  const names = (text: string) => [...text.matchAll(/[\w.-]+-[\w-]{8}\.(?:js|css)/g)].map(([name]) => name)
  const waiting = pages.flatMap(names)
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const file = join(DIST, 'assets', name)
    if (found.has(name) || !existsSync(file)) continue
    const text = readFileSync(file, 'utf8')
    found.set(name, text)
    waiting.push(...names(text))
  }
  return new Map([...found].filter(([name]) => name.endsWith(extension)))
}

/** A part of the syntax tree, as far as it is looked at. */
type Part = Record<string, unknown> & { readonly type: string }
const isPart = (value: unknown): value is Part =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

/** What is too new by the kind of its node alone. */
const KINDS: Readonly<Record<string, string>> = {
  ChainExpression: 'a?.b (80, 13.4)',
  PropertyDefinition: 'class fields (72, 14.5)',
  AccessorProperty: 'accessors',
  PrivateIdentifier: '#private (74, 14.5)',
  StaticBlock: 'static blocks (94, 16.4)',
  Hashbang: 'a first line #! (74, 13.4)',
  ImportAttribute: 'import attributes (123, 17.2)',
}

/** What is too new in a node of a kind that has long been there. */
function tooNew(part: Part): string | undefined {
  const { type, operator, raw, regex } = part
  if (KINDS[type] !== undefined) return KINDS[type]
  if (type === 'LogicalExpression' && operator === '??') return 'a ?? b (80, 13.4)'
  if (type === 'AssignmentExpression' && /^(?:\?\?|\|\||&&)=$/.test(String(operator))) return 'a ??= b (85, 14)'
  if (type === 'CatchClause' && part['param'] === null) return 'catch without a name (66, 11.3)'
  if (type === 'ExportAllDeclaration' && part['exported'] !== null) return 'export * as (72, 14.5)'
  if (type === 'VariableDeclaration' && /using/.test(String(part['kind']))) return 'using (134)'
  if (type !== 'Literal') return undefined
  if ('bigint' in part) return '1n (67, 14)'
  if (typeof regex === 'object' && regex !== null && 'pattern' in regex && 'flags' in regex) {
    if (/\(\?<[=!]/.test(String(regex.pattern))) return 'what stands before, in a pattern (62, 16.4)'
    if (/[dv]/.test(String(regex.flags))) return 'patterns with the flags d and v (90, 15)'
  } else if (typeof part['value'] === 'number' && String(raw).includes('_')) return '1_000 (75, 13)'
  return undefined
}

/** Waiting outside of functions is too new as well (89, 15). */
function problems(part: Part, inFunction = false): string[] {
  const inside = inFunction || /Function/.test(part.type)
  const here = part.type === 'AwaitExpression' && !inFunction ? 'await of a module' : tooNew(part)
  const below = Object.values(part)
    .flatMap((value): unknown[] => (Array.isArray(value) ? value : [value]))
    .filter(isPart)
    .flatMap((each) => problems(each, inside))
  return here === undefined ? below : [here, ...below]
}

const problemsIn = (script: string): string[] => {
  const tree: unknown = parseAst(script)
  if (!isPart(tree)) throw new Error('no syntax tree')
  return problems(tree)
}

/** Styles that are dropped where they are not known, and something with them; what merely looks plainer is no problem. */
const STYLES: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['inset (87, 14.5)', /[;{]inset(?:-[a-z-]+)?:/],
  ['logical sides (87, 12.2)', /[;{](?:margin|padding)-(?:inline|block)/],
  ['aspect-ratio (88, 15)', /[;{]aspect-ratio:/],
  ['min(), max(), clamp() (79, 13.4)', /(?<![\w-])(?:min|max|clamp)\(/],
  [':is(), :where(), :has() (88, 14)', /:(?:is|where|has)\(/],
  [':not() of several (88, 9)', /:not\([^()]*,/],
  ['small and large heights of the screen (108, 15.4)', /\d[dsl]v[hw]\b/],
  ['mixed colours (111, 16.4)', /color-mix\(|oklch\(|oklab\(/],
  ['colours without commas (65, 12.2)', /rgba?\(\s*[\d.]+%?\s+[\d.]/],
  ['ranges in media queries (104, 16.4)', /@media[^{]*[<>]/],
  ['layers, containers, nesting (99, 15.4)', /@(?:layer|container|property|scope)\b|[{;]&/],
]

/** What is wrong with a rule as a whole. */
function ofRule(selectors: string, body: string): string[] {
  const found: string[] = []
  // Vant's helpers for the edges of a screen; nothing of ours has them.
  if (/env\(/.test(body) && !selectors.includes('.van-safe-area')) found.push(`${selectors}: env() (69, 11.3)`)
  if (selectors.includes(',') && selectors.includes(':focus-visible'))
    found.push(`${selectors}: all of it is dropped where :focus-visible (86, 15.4) is not known`)
  if (/(?:^|;)gap:/.test(body) && !/(?:^|;)grid-gap:/.test(body))
    found.push(`${selectors}: gap (66, 12) without grid-gap, or between flex items (84, 14.5)`)
  if (/position:sticky/.test(body) && !/position:-webkit-sticky/.test(body))
    found.push(`${selectors}: sticky (56, 13) without the name it had`)
  return found
}

function problemsOfStyle(css: string): string[] {
  const whole = css.replace(/\/\*[^]*?\*\//g, '')
  // What asks first whether it is known may be as new as it likes.
  const asked = whole.replace(/@supports[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '')
  const rules = [...asked.matchAll(/([^{}]+)\{([^{}]*)\}/g)]
  return [
    ...STYLES.flatMap(([what, pattern]) => (pattern.test(asked) ? [`${what}: ${pattern.exec(asked)?.[0]}`] : [])),
    ...rules.flatMap(([, selectors = '', body = '']) => ofRule(selectors, body)),
  ]
}

describe('web-views of Android 8 and iOS 12', () => {
  let scripts: Map<string, string>
  let styles: [name: string, text: string][]
  beforeAll(() => {
    scripts = reachable('.js')
    const inPages = ['index.html', 'send.html', 'app.html'].map((page): [string, string] => {
      const html = readFileSync(join(DIST, page), 'utf8')
      return [page, [...html.matchAll(/<style>(.*?)<\/style>/gs)].map(([, text]) => text).join('\n')]
    })
    styles = [...reachable('.css'), ...inPages]
  })

  it('what is too new is found where it is', () => {
    const all =
      'a?.b; class A { #x = 1 } a ?? b; a ??= b; try {} catch {} 1n; /(?<=a)/; 1_0; await a; export * as b from "c"'
    expect(new Set(problemsIn(all)).size).toBe(11)
  })
  it('read every script: no syntax is newer than they are', () => {
    const found = [...scripts].flatMap(([name, text]) => problemsIn(text).map((what) => `${name}: ${what}`))
    expect(scripts.size).toBeGreaterThan(20)
    expect([...new Set(found)]).toEqual([])
  })
  it('a style that they drop is found where it is', () => {
    const all =
      'a{inset:0}a{aspect-ratio:1}a{width:min(1px,2px)}a:is(b){top:0}a{height:1dvh}a{gap:1px}b,a:focus-visible{top:0}a{top:env(x)}a{position:sticky}'
    expect(problemsOfStyle(all)).toHaveLength(9)
    expect(problemsOfStyle('@supports (top:env(x)){a{top:env(x)}}a{grid-gap:1px;gap:1px}')).toEqual([])
  })
  it('read every style: nothing that they drop is needed', () => {
    const found = styles.flatMap(([name, text]) => problemsOfStyle(text).map((what) => `${name}: ${what}`))
    expect([...new Set(found)]).toEqual([])
  })
})
