/** What is uploaded to WeChat, looked through: sizes, what must not be in it, and that WeChat could read it. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PRIVATE_CALLS, type Program } from '@civicgrid/miniapp-harness'
import { parse } from 'acorn'
import { parse as readStyle } from 'postcss'
import { beforeAll, describe, expect, test } from 'vitest'
import { built } from './built.ts'

/** Calls for a place; WeChat refuses those that app.json does not name. */
const PLACES = [
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
let pages: string[]
beforeAll(async () => {
  ;({ dist, program, pages } = await built())
})

/** How a private call that is no call of `wx` itself is written in a program. */
const WRITTEN: Readonly<Record<string, string>> = {
  'RecorderManager.start': '.getRecorderManager(',
  'button.getPhoneNumber': '"getPhoneNumber"',
}
/** Private calls that the program makes. Taro's own list of all calls holds every name: only the program's files count. */
function named(): string[] {
  const own = Object.entries(program.scripts).filter(([path]) => !['taro', 'vendors'].includes(path))
  return [...new Set([...PLACES, ...PRIVATE_CALLS])]
    .filter((name) => own.some(([, text]) => text.includes(WRITTEN[name] ?? `.${name}(`)))
    .sort()
}

describe('the built mini-program', () => {
  test('every script can be read, and every page has its four files', () => {
    for (const [path, text] of Object.entries(program.scripts))
      // The oldest engine under a WeChat of today understands no more for certain: WeChat translates nothing (`es6: false`).
      expect(() => parse(text, { ecmaVersion: 2015, sourceType: 'script' }), path).not.toThrow()
    for (const page of pages) {
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

  test('every style can be read', () => {
    const sheets = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.wxss'))
    expect(sheets.length).toBeGreaterThan(1)
    for (const name of sheets) expect(() => readStyle(readFileSync(join(dist, name), 'utf8')), name).not.toThrow()
  })

  test('asks for no place that app.json does not name, and names none that it does not ask for', () => {
    expect([...(program.app.requiredPrivateInfos ?? [])].sort()).toEqual(
      named().filter((name) => PLACES.includes(name)),
    )
    expect(program.app['__usePrivacyCheck__']).toBe(true)
  })

  test('what it asks for that is private is what the guide says is declared to WeChat', () => {
    const guide = readFileSync(fileURLToPath(new URL('../../../docs/guides/miniapp.md', import.meta.url)), 'utf8')
    const [, list = ''] = /## What is declared to WeChat\n([\s\S]*?)(\n## |$)/.exec(guide) ?? []
    expect([...list.matchAll(/^\| `([\w.]+)`/gm)].map(([, name]) => name).sort()).toEqual(named())
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
})
