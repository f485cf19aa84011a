import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One row of a table that says by which tests something is shown. */
interface Row {
  /** Its first cell. */
  readonly what: string
  /** Line in the document, from 1. */
  readonly line: number
  readonly tests: readonly { readonly file: string; readonly title: string }[]
}

const HEAD = /\|\s*test\s*\|\s*$/
const NAMED = /`([^`]+\.test\.ts)`|«([^»]+)»/g
/** The first words of `test(`, `it(`, `describe(` and what follows `.each(…)(`. */
const TITLE = /(?:\b(?:test|it|describe)(?:\.\w+)*|\))\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g

/** Rows of all tables whose last column is called `test`: a file, and after it its titles between « and ». */
export function rowsOf(markdown: string): Row[] {
  const rows: Row[] = []
  let within = false
  for (const [i, text] of markdown.split('\n').entries()) {
    if (!text.startsWith('|')) within = false
    else if (HEAD.test(text)) within = true
    else if (within && !/^\|[\s|:-]+$/.test(text)) rows.push(rowOf(text, i + 1))
  }
  return rows
}

function rowOf(text: string, line: number): Row {
  const cells = text.split('|').map((cell) => cell.trim())
  const tests: { file: string; title: string }[] = []
  let file = ''
  for (const [, named, title] of (cells.at(-2) ?? '').matchAll(NAMED)) {
    if (named !== undefined) file = named
    else if (title !== undefined) tests.push({ file, title })
  }
  return { what: cells[1] ?? '', line, tests }
}

/** What tests and groups of tests of a file are called. */
const titlesOf = (source: string): Set<string> =>
  new Set([...source.matchAll(TITLE)].map(([, , title = '']) => title.replace(/\\(.)/g, '$1')))

/** Where a test file lies: from the root, or below `packages`, which tables leave out. */
const placeOf = (root: string, file: string): string | undefined =>
  file === '' ? undefined : [join(root, file), join(root, 'packages', file)].find((path) => existsSync(path))

/** What the tables of a document say that is not so, a line each. */
export function untrue(root: string, markdown: string): string[] {
  const read = new Map<string, Set<string>>()
  const titlesAt = (place: string) => {
    const known = read.get(place) ?? titlesOf(readFileSync(place, 'utf8'))
    read.set(place, known)
    return known
  }
  return rowsOf(markdown).flatMap(({ what, line, tests }) => {
    if (tests.length === 0) return [`line ${line}: «${what}» names no test`]
    return tests.flatMap(({ file, title }) => {
      const place = placeOf(root, file)
      if (place === undefined) return [`line ${line}: there is no file ${file || 'before the title'}`]
      return titlesAt(place).has(title) ? [] : [`line ${line}: ${file} has no «${title}»`]
    })
  })
}
