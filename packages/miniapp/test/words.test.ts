/** Whatever a package says, it says in both languages, by words that come with it or with the main package. */
import { miniapp as miniappEn } from '@civicgrid/kit/locales/en/miniapp'
import { miniappMe as meEn } from '@civicgrid/kit/locales/en/miniapp-me'
import { resident as residentEn } from '@civicgrid/kit/locales/en/resident'
import { miniapp } from '@civicgrid/kit/locales/zh-CN/miniapp'
import { miniappMe } from '@civicgrid/kit/locales/zh-CN/miniapp-me'
import { resident } from '@civicgrid/kit/locales/zh-CN/resident'
import { beforeAll, expect, test } from 'vitest'
import { built, type Built } from './built.ts'

const LANGUAGES = [
  { ...resident, ...miniapp, ...miniappMe },
  { ...residentEn, ...miniappEn, ...meEn },
]
/** A key as a value, and as the name of a word. */
const KEY = /["'`]([A-Za-z]\w*\.[\w.]+)["'`](?!\s*:)/g

/** Not said there: the name of a procedure; and the rules of the form, which come along with kit and are told by `appeals`. */
const unsaid = (root: string | null, key: string) =>
  (root === null && key === 'board.list') || (root !== 'appeals' && key.startsWith('form.'))

let program: Built
beforeAll(async () => {
  program = await built()
})
const textOf = (root: string | null) =>
  Object.entries(program.program.scripts)
    .filter(([path]) =>
      root === null ? !program.roots.some((each) => path.startsWith(`${each}/`)) : path.startsWith(`${root}/`),
    )
    .map(([, text]) => text)
    .join('\n')

test('every key that the built program names has its word in both languages where it is named', () => {
  const known = new Set(LANGUAGES.flatMap((words) => Object.keys(words)))
  const main = textOf(null)
  const missing = [null, ...program.roots].flatMap((root) => {
    const own = root === null ? main : textOf(root)
    const within = root === null ? main : main + own
    const named = new Set([...own.matchAll(KEY)].map(([, key = '']) => key).filter((key) => known.has(key)))
    return [...named]
      .filter((key) => !unsaid(root, key) && within.split(`"${key}":`).length - 1 < LANGUAGES.length)
      .map((key) => `${root ?? 'main'}: ${key}`)
  })
  expect(missing).toEqual([])
})

test('the search finds keys at all', () => {
  const named = [...textOf('appeals').matchAll(KEY)].map(([, key]) => key)
  expect(named).toEqual(expect.arrayContaining(['send.submit', 'appeal.timeline']))
})
