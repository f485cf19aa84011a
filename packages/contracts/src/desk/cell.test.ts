import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine, harmlessCell } from './cell.ts'

/** Reads one line of CSV, as a spreadsheet does. */
function cellsOf(line: string): string[] {
  const cells: string[] = []
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy
  for (let found = cell.exec(line); found; found = cell.exec(line)) {
    cells.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '')
    if (found[3] === '\r\n') break
  }
  return cells
}

test('a cell that begins like a formula is text, also behind blanks and in full width', () => {
  for (const text of ['=1+1', '+86 1', '-1', '@sum', '＝HYPERLINK(1)', ' =1', '\t=1', '\u200b=1', '\r\n=1'])
    expect(harmlessCell(text)).toBe(`'${text}`)
  for (const text of ['', '路灯不亮', '3-1 号楼', 'a=b', "'=1"]) expect(harmlessCell(text)).toBe(text)
})

test('no cell of any line begins with what computes, and nothing of it is lost', () => {
  const texts = fc.array(
    fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('=1', '"', ',', '\r\n', '+', '路灯"坏"了,三天\n=2')),
    { minLength: 1, maxLength: 6 },
  )
  fc.assert(
    fc.property(texts, (cells) => {
      const read = cellsOf(csvLine(cells))
      expect(read.map((cell, i) => (cell === `'${cells[i]}` ? cells[i] : cell))).toEqual(cells)
      for (const cell of read) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]/)
    }),
  )
})
