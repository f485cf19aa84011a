import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'

/** As `tools/prepare.ts` built it for the first city. */
const DIST = resolve(import.meta.dirname, '../dist/haitang')
const ASSETS = join(DIST, 'assets')

/** Names of chunks and styles that a text mentions: imports, dynamic ones too, and what is fetched ahead. */
const mentioned = (text: string): string[] => [...text.matchAll(/[\w.-]+-[\w-]{8}\.(?:js|css)/g)].map(([name]) => name)

/** Everything that a browser may ever fetch that opens this page and presses everything on it. */
function reachable(page: string): Set<string> {
  const seen = new Set<string>()
  const waiting = mentioned(readFileSync(join(DIST, page), 'utf8'))
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const file = join(ASSETS, name)
    if (seen.has(name) || !existsSync(file)) continue
    seen.add(name)
    waiting.push(...mentioned(readFileSync(file, 'utf8')))
  }
  return seen
}

const textOf = (names: Iterable<string>): string =>
  [...names].map((name) => readFileSync(join(ASSETS, basename(name)), 'utf8')).join('\n')

/** Words that outlive minifying: of the desk's library, of its own sentences, of commands that only staff gives. */
const OF_THE_DESK = ['el-select', 'el-message', '登录工作台', 'Sign in to the desk', 'civicgrid.desk.draft']

describe('the desk and the residents’ pages', () => {
  const residentPages = ['index.html', 'send.html', 'app.html']
  let resident: Set<string>
  let desk: Set<string>
  beforeAll(() => {
    resident = new Set(residentPages.flatMap((page) => [...reachable(page)]))
    desk = reachable('desk.html')
  })

  it('are two entries of one build', () => {
    expect(resident.size).toBeGreaterThan(5)
    expect(desk.size).toBeGreaterThan(5)
    expect(readdirSync(ASSETS).length).toBeGreaterThanOrEqual(new Set([...resident, ...desk]).size)
  })
  it('a resident can reach nothing of the desk, whatever they press', () => {
    const text = textOf(resident)
    expect(OF_THE_DESK.filter((word) => text.includes(word))).toEqual([])
  })
  it('the words that are looked for are in the desk', () => {
    const text = textOf(desk)
    expect(
      ['el-select', '登录工作台', 'Sign in to the desk', 'civicgrid.desk.draft'].filter((word) => !text.includes(word)),
    ).toEqual([])
  })
  it('the desk carries no widgets of the residents’ library', () => {
    const text = textOf([...desk].filter((name) => name.endsWith('.css')))
    expect(text).not.toContain('.van-')
  })
})
