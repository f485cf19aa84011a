/** The program's logic where there is nothing of a browser at all, and nothing of a phone but what it calls. */
import { join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { resident } from '@civicgrid/kit/locales/zh-CN/resident'
import { beforeAll, expect, test } from 'vitest'
import { built, type Built } from './built.ts'

interface Settings {
  onLaunch?(): void
  onLoad?(this: object, query: object): void
  onShow?(this: object): void
  [name: string]: unknown
}
let program: Built
beforeAll(async () => {
  program = await built()
})

/** A realm of the engine alone: everything else that the program asks for is handed in. */
function bare() {
  const pages: Settings[] = []
  const asked: string[] = []
  let app: Settings = {}
  // What `wx` hands out to be called further does nothing.
  const manager = new Proxy({}, { get: () => () => undefined })
  const answers: Record<string, unknown> = {
    getAppBaseInfo: {},
    getSystemInfoSync: {},
    getStorageSync: '',
    getStorageInfoSync: { keys: [] },
    getUpdateManager: manager,
    getFileSystemManager: manager,
  }
  // Without a network, and without anybody who is known.
  const failing = new Set(['login', 'request'])
  const call = (name: string) => (option?: { fail?(error: object): void; success?(result: object): void } | null) => {
    asked.push(name)
    const end = failing.has(name) ? option?.fail : option?.success
    if (typeof end === 'function') setTimeout(() => end({ errMsg: `${name}:${failing.has(name) ? 'fail' : 'ok'}` }), 0)
    return answers[name]
  }
  const calls = Object.entries(program.program.api).filter(([name, shape]) => shape !== 'value' && !name.includes('.'))
  const wx = Object.fromEntries(calls.map(([name]) => [name, call(name)]))
  const realm = createContext({
    wx,
    App: (given: Settings) => void (app = given),
    Page: (given: Settings) => void pages.push(given),
    Component: () => undefined,
    getApp: () => app,
    getCurrentPages: () => [],
    setTimeout,
    clearTimeout,
    setInterval: () => 0,
    clearInterval: () => undefined,
    console,
  })
  const done = new Map<string, unknown>()
  const load = (path: string): unknown => {
    if (done.has(path)) return done.get(path)
    const module = { exports: {} }
    done.set(path, module.exports)
    const text = program.program.scripts[path]
    const run = runInContext(`(function(require,module,exports){${text}\n})`, realm, { filename: path }) as (
      ...args: unknown[]
    ) => void
    run((wanted: string) => load(join(path, '..', wanted).replace(/\.js$/, '')), module, module.exports)
    return module.exports
  }
  load('app')
  return { pages, asked, load, app: () => app }
}

test('every file of it runs, and every page is registered', () => {
  const { pages, load } = bare()
  for (const page of program.pages) load(page)
  expect(pages).toHaveLength(program.pages.length)
})

test('it starts, opens its home, and hands over what home says', async () => {
  const { pages, asked, load, app } = bare()
  load('home/index')
  app().onLaunch?.()
  const said: string[] = []
  const home = {
    ...pages[0],
    route: 'home/index',
    data: {},
    setData(data: object, after?: () => void) {
      said.push(JSON.stringify(data))
      after?.()
    },
  }
  pages[0]?.onLoad?.call(home, {})
  pages[0]?.onShow?.call(home)
  await expect.poll(() => said.join()).toContain(resident['home.send'])
  // It asked how large its letters are, and who holds the phone.
  await expect.poll(() => asked).toEqual(expect.arrayContaining(['getAppBaseInfo', 'login']))
})
