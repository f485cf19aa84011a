import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { rowsOf, untrue } from './shown-by.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (path: string) => readFileSync(`${root}${path}`, 'utf8')
const table = (cell: string) => `| attack | test |\n| --- | --- |\n| a forged word | ${cell} |\n`
const SELF = '`tools/docs/shown-by.test.ts`'

test.each(['docs/guides/threat-model.md'])('every row of %s names a test that exists', (path) => {
  expect(untrue(root, read(path))).toEqual([])
  expect(rowsOf(read(path)).length).toBeGreaterThan(50)
})

test('a row that names no test, a file that is not there or a title that nobody wrote is told with its line', () => {
  const right = `${SELF} «every row of %s names a test that exists»`
  expect(untrue(root, table(right))).toEqual([])
  expect(untrue(root, table(`${right} «it's made up»`))).toEqual([
    `line 3: tools/docs/shown-by.test.ts has no «it's made up»`,
  ])
  expect(untrue(root, table('`server/src/nothing.test.ts` «x»'))).toEqual([
    'line 3: there is no file server/src/nothing.test.ts',
  ])
  expect(untrue(root, table('«x»'))).toEqual(['line 3: there is no file before the title'])
  expect(untrue(root, table('we look at it'))).toEqual(['line 3: «a forged word» names no test'])
  // Part of a title is none: it would go on to be found after the test had changed what it shows.
  expect(untrue(root, table(`${SELF} «every row of %s»`))).toHaveLength(1)
})

test('only tables that end with tests are read', () => {
  expect(rowsOf('| a | b |\n| --- | --- |\n| c | d |\n')).toEqual([])
  expect(rowsOf(`${table('`a.test.ts` «b» «c»')}\n| not | of it |\n`)).toEqual([
    {
      what: 'a forged word',
      line: 3,
      tests: [
        { file: 'a.test.ts', title: 'b' },
        { file: 'a.test.ts', title: 'c' },
      ],
    },
  ])
})
