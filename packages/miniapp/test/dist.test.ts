/** What is uploaded to WeChat, looked through: sizes, what must not be in it, and that WeChat could read it. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Script, createContext, runInContext } from 'node:vm'
import { apiShapes, loadProgram, type Program } from '@civicgrid/miniapp-harness'
import { beforeAll, describe, expect, test } from 'vitest'
import { prepareMiniapp } from '../../../tools/prepare-miniapp.ts'
import { packageSizes, sizeTable } from '../build/sizes.ts'

const BUDGETS: Readonly<Record<string, number>> = {
  main: 700_000,
  appeals: 400_000,
  board: 300_000,
  me: 200_000,
  whole: 2_000_000,
}

/** Calls by which a program reaches for what is private; WeChat refuses those that app.json does not name. */
const PRIVATE = [
  'getLocation',
  'chooseLocation',
  'choosePoi',
  'getFuzzyLocation',
  'onLocationChange',
  'startLocationUpdate',
  'chooseAddress',
]

let dist: string
let program: Program
const pagesOf = ({ app }: Program) => [
  ...app.pages,
  ...(app.subPackages ?? []).flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`)),
]
beforeAll(async () => {
  dist = await prepareMiniapp('haitang')
  program = loadProgram(dist, apiShapes())
})

describe('the built mini-program', () => {
  test('each package is within its budget', () => {
    const sizes = packageSizes(
      dist,
      (program.app.subPackages ?? []).map(({ root }) => root),
    )
    console.log(sizeTable(sizes, BUDGETS))
    const whole = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
    for (const { name, bytes } of [...sizes, { name: 'whole', bytes: whole }])
      expect(bytes, name).toBeLessThanOrEqual(BUDGETS[name] ?? 0)
  })

  test('every script can be read, and every page has its four files', () => {
    for (const [path, text] of Object.entries(program.scripts))
      expect(() => new Script(`(function(){${text}\n})`, { filename: path }), path).not.toThrow()
    for (const page of pagesOf(program)) {
      expect(program.scripts[page], page).toBeDefined()
      expect(program.configs[page], page).toBeDefined()
      expect(program.sizes[`${page}.wxml`], page).toBeDefined()
    }
  })

  test('names no secret, nothing of WeChat’s own servers, and no address without https', () => {
    const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(js|json|wxml|wxss|wxs)$/.test(name),
    )
    for (const name of files) {
      const text = readFileSync(join(dist, name), 'utf8')
      expect(text, name).not.toMatch(/api\.weixin\.qq\.com|appsecret|app_secret|sourceMappingURL/i)
      // Names of XML's own vocabularies are no addresses: nothing is fetched from them.
      const plain = text.match(/http:\/\/[^"'` )]+/g) ?? []
      expect(
        plain.filter((address) => !address.startsWith('http://www.w3.org/')),
        name,
      ).toEqual([])
    }
  })

  test('asks for nothing private that app.json does not name, and names nothing that it does not ask for', () => {
    // Taro's own list of all calls holds every name: only the program's files count.
    const own = Object.entries(program.scripts).filter(([path]) => !['taro', 'vendors'].includes(path))
    const asked = PRIVATE.filter((name) => own.some(([, text]) => text.includes(`.${name}(`)))
    expect(program.app.requiredPrivateInfos ?? []).toEqual(asked)
    expect(program.app['__usePrivacyCheck__']).toBe(true)
  })

  test('is loaded lazily, and its main package holds nothing of a subpackage', () => {
    expect(program.app['lazyCodeLoading']).toBe('requiredComponents')
    expect(program.app['preloadRule']).toEqual({ 'home/index': { network: 'all', packages: ['appeals'] } })
    const main = Object.entries(program.scripts).filter(([path]) => !path.startsWith('appeals/'))
    // Words that are said nowhere but where an appeal is sent.
    expect(main.filter(([, text]) => text.includes('照片里的位置信息不会公开')).map(([path]) => path)).toEqual([])
  })

  test('tells a screen reader of what it draws: the templates carry aria', () => {
    const wxml = readFileSync(join(dist, 'base.wxml'), 'utf8')
    for (const name of ['aria-role', 'aria-label', 'aria-checked', 'aria-live']) expect(wxml).toContain(`${name}="{{`)
  })

  test('runs where there is nothing of a browser at all', () => {
    const known: { pages: string[]; app: boolean } = { pages: [], app: false }
    const answers: Record<string, unknown> = { getAppBaseInfo: {}, getStorageSync: '', getSystemInfoSync: {} }
    const wx: Record<string, unknown> = { getRandomValues: () => undefined }
    for (const [name, answer] of Object.entries(answers)) wx[name] = () => answer
    const realm = createContext({
      wx,
      App: () => void (known.app = true),
      Page: () => void known.pages.push('page'),
      Component: () => undefined,
      getApp: () => ({}),
      getCurrentPages: () => [],
      setTimeout,
      clearTimeout,
      console,
    })
    const done = new Map<string, unknown>()
    const load = (path: string): unknown => {
      if (done.has(path)) return done.get(path)
      const module = { exports: {} }
      done.set(path, module.exports)
      const run = runInContext(`(function(require,module,exports){${program.scripts[path]}\n})`, realm, {
        filename: path,
      }) as (...args: unknown[]) => void
      run((wanted: string) => load(join(path, '..', wanted).replace(/\.js$/, '')), module, module.exports)
      return module.exports
    }
    load('app')
    for (const page of pagesOf(program)) load(page)
    expect(known).toEqual({ app: true, pages: pagesOf(program).map(() => 'page') })
  })
})
