import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { ERROR_CODES } from '@civicgrid/contracts/constants'
import { command } from '../../tools/command.ts'
import { errorBook } from '../build/error-book.ts'
import { sidebarOf } from '../build/nav.ts'
import { referenceOf } from '../build/reference.ts'
import { brokenLinks, DIST, readGuides, relinked } from '../build/pages.ts'

/** What a partner reads first stands in Chinese, too. */
const IN_BOTH = ['quick-start', 'testing', 'headless', 'host-checklist', 'security', 'versions']

/** Made from the sources, not written. */
const MADE = ['errors', 'reference']

const root = fileURLToPath(new URL('../..', import.meta.url))
const guides = readGuides()
const names = new Set(guides.map(({ name }) => name))
const page = (path: string) => readFileSync(join(DIST, path), 'utf8')

beforeAll(async () => {
  // By itself, as `npm run docs:build` does it; nothing where it stands already.
  const { code, words } = await command(root, process.execPath, ['docs/build/build.ts'], { NODE_ENV: 'production' })
  if (code !== 0) throw new Error(words)
})

describe('the guides', () => {
  test('link only to what is in the repository', () => {
    expect(
      guides.flatMap((guide) => brokenLinks(guide).map((link) => `${guide.name} ${guide.locale}: ${link}`)),
    ).toEqual([])
    expect(
      brokenLinks({ name: 'x', locale: 'en', text: '[a](nothing.md) [b](sdk.md) [c](https://x.example)' }),
    ).toEqual(['nothing.md'])
  })

  test('keep their links on the site: to pages, in the same language; else the words alone', () => {
    expect(relinked('[a](sdk.md#lists) [b](testing.zh-CN.md) [c](../adr/0001-x.md) ![d](pictures/e.webp)', names)).toBe(
      '[a](./sdk#lists) [b](./testing) c ![d](pictures/e.webp)',
    )
  })

  test('that a partner reads first are in both languages', () => {
    const chinese = new Set(guides.filter(({ locale }) => locale === 'zh').map(({ name }) => name))
    expect(IN_BOTH.filter((name) => !chinese.has(name))).toEqual([])
  })
})

describe('the site', () => {
  test('has every guide as a page of both languages, and in both sidebars', () => {
    for (const name of [...names, ...MADE, 'index']) {
      expect(existsSync(join(DIST, `${name}.html`)), name).toBe(true)
      expect(existsSync(join(DIST, 'zh', `${name}.html`)), name).toBe(true)
    }
    const titles = new Map([...names, ...MADE].map((name) => [name, name]))
    for (const locale of ['en', 'zh'] as const) {
      const linked = sidebarOf(titles, locale).flatMap(({ items }) => items.map(({ link }) => link.split('/').at(-1)))
      expect(linked.filter((name) => name !== '').toSorted()).toEqual([...titles.keys()].toSorted())
    }
    expect(page('zh/quick-start.html')).toContain('五行代码')
  })

  test('needs nothing that our content policy forbids', () => {
    const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' })
    for (const file of files.filter((name) => name.endsWith('.html'))) {
      expect(page(file), file).not.toMatch(/<[a-z][^>]*\son\w+="/)
      expect(page(file), file).not.toMatch(/<script[^>]+src="https?:/)
    }
    const functions = files.filter((name) => name.endsWith('.js') && /_vp-fn_[^"]*=>/.test(page(name)))
    expect(functions).toEqual([])
  })
})

test('the reference names every door of the SDK and what it exports', () => {
  const { exports } = JSON.parse(readFileSync(join(root, 'packages/sdk/package.json'), 'utf8')) as { exports: object }
  const text = referenceOf('en')
  const missing = Object.keys(exports).filter((door) => !text.includes(`## @civicgrid/sdk${door.slice(1)}\n`))
  expect(missing).toEqual([])
  expect(text).toContain('export function createCivic(')
  expect(text).not.toContain('(undocumented)')
})

describe('the book of errors', () => {
  test.each(['en', 'zh'] as const)('has every code with its sentence and an address of its own (%s)', (locale) => {
    const book = errorBook(locale)
    const missing = ERROR_CODES.filter(
      (code) => !book.includes(`### ${code} {#${code.toLowerCase().replaceAll('_', '-')}}`),
    )
    expect(missing).toEqual([])
    expect(book.match(/^### /gm)).toHaveLength(ERROR_CODES.length)
    expect(book).toContain(locale === 'en' ? 'That was a little fast' : '操作太快了')
    const built = page(locale === 'en' ? 'errors.html' : 'zh/errors.html')
    expect(built).toContain('id="rate-limited"')
  })

  test('says what an engineer wrote beside a code, and what to do about it', () => {
    const book = errorBook('en')
    const conflict = book.slice(book.indexOf('### VERSION_CONFLICT'), book.indexOf('### WRONG_STATE'))
    expect(conflict).toContain('Somebody else was first')
    expect(conflict).toContain('allowedActions')
    const network = book.slice(book.indexOf('### NETWORK'))
    expect(network).toContain('no answer came')
  })
})
