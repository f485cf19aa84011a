import sax from 'sax'
import { openPromise, type Entry, type ZipFile } from 'yauzl'
import type { ImportMap } from './map.ts'
import type { Sheet } from './sheet.ts'
import { ImportMistake } from './mistake.ts'

/**
 * XLSX row by row: the sheet's XML is never whole in memory, only its table of shared texts is (ECMA-376 part 1, 18.3 and
 * 18.4). Numbers are given as they stand; whether one is a date is for who asks for a date.
 */
export async function openXlsx(path: string, map: ImportMap): Promise<Sheet> {
  const zip = await openPromise(path, { autoClose: false })
  const entries = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry)
  const book = await readBook(zip, entries)
  const sheet = map.sheet === undefined ? book.sheets[0] : book.sheets.find(({ name }) => name === map.sheet)
  if (!sheet) {
    zip.close()
    throw new ImportMistake(
      `no sheet ${map.sheet ?? ''}; the workbook has: ${book.sheets.map(({ name }) => name).join(', ')}`,
    )
  }
  return {
    from1904: book.from1904,
    async *rows() {
      try {
        const texts = await readTexts(zip, entries.get('xl/sharedStrings.xml'))
        yield* readRows(zip, entries.get(sheet.path), texts)
      } finally {
        zip.close()
      }
    },
  }
}

interface Heard {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  text?(text: string): void
  close?(name: string): void
}

/** Reads a part of the workbook; after each piece of it the caller has a turn. Prefixes of names are left out. */
async function* parsePart(zip: ZipFile, entry: Entry | undefined, heard: Heard): AsyncGenerator<void, void> {
  if (!entry) return
  const parser = sax.parser(true)
  const local = (name: string): string => name.slice(name.indexOf(':') + 1)
  parser.onopentag = ({ name, attributes }) => heard.open?.(local(name), attributes as Record<string, string>)
  parser.ontext = (text) => heard.text?.(text)
  parser.oncdata = (text) => heard.text?.(text)
  parser.onclosetag = (name) => heard.close?.(local(name))
  parser.onerror = (error) => {
    throw error
  }
  const decoder = new TextDecoder()
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    parser.write(decoder.decode(chunk as Buffer, { stream: true }))
    yield
  }
  parser.write(decoder.decode()).close()
  yield
}

async function parseWhole(zip: ZipFile, entry: Entry | undefined, heard: Heard): Promise<void> {
  for await (const _ of parsePart(zip, entry, heard));
}

interface Book {
  from1904: boolean
  sheets: { name: string; path: string }[]
}

async function readBook(zip: ZipFile, entries: ReadonlyMap<string, Entry>): Promise<Book> {
  const targets = new Map<string, string>()
  await parseWhole(zip, entries.get('xl/_rels/workbook.xml.rels'), {
    open: (name, { Id = '', Target = '' }) => {
      if (name === 'Relationship') targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
    },
  })
  const book: Book = { from1904: false, sheets: [] }
  await parseWhole(zip, entries.get('xl/workbook.xml'), {
    open: (name, attributes) => {
      if (name === 'workbookPr') book.from1904 = /^(1|true)$/.test(attributes.date1904 ?? '')
      if (name === 'sheet')
        book.sheets.push({ name: attributes.name ?? '', path: targets.get(attributes['r:id'] ?? '') ?? '' })
    },
  })
  return book
}

async function readTexts(zip: ZipFile, entry: Entry | undefined): Promise<string[]> {
  const texts: string[] = []
  let current = ''
  let inside = false
  let phonetic = false
  await parseWhole(zip, entry, {
    open(name) {
      if (name === 'si') current = ''
      if (name === 'rPh') phonetic = true
      inside = name === 't'
    },
    text(text) {
      if (inside && !phonetic) current += text
    },
    close(name) {
      if (name === 't') inside = false
      if (name === 'rPh') phonetic = false
      if (name === 'si') texts.push(current)
    },
  })
  return texts
}

async function* readRows(
  zip: ZipFile,
  entry: Entry | undefined,
  texts: readonly string[],
): AsyncGenerator<{ line: number; cells: string[] }, void> {
  const ready: { line: number; cells: string[] }[] = []
  let row: { line: number; cells: string[] } = { line: 0, cells: [] }
  let cell = { column: 0, type: 'n', value: '' }
  let inside = false
  const pieces = parsePart(zip, entry, {
    open(name, attributes) {
      if (name === 'row') row = { line: Number(attributes.r ?? row.line + 1), cells: [] }
      if (name === 'c')
        cell = { column: columnOf(attributes.r) ?? row.cells.length, type: attributes.t ?? 'n', value: '' }
      inside = name === 'v' || name === 't'
    },
    text(text) {
      if (inside) cell.value += text
    },
    close(name) {
      if (name === 'v' || name === 't') inside = false
      if (name === 'c') {
        while (row.cells.length < cell.column) row.cells.push('')
        row.cells[cell.column] = valueOf(cell, texts)
      }
      if (name === 'row' && row.cells.some(Boolean)) ready.push(row)
    },
  })
  for await (const _ of pieces) yield* ready.splice(0)
}

function valueOf({ type, value }: { type: string; value: string }, texts: readonly string[]): string {
  if (type === 's') return texts[Number(value)] ?? ''
  if (type === 'e') return ''
  // A long number may stand as 1.3812345678E10.
  return type === 'n' && /e/i.test(value) ? String(Number(value)) : value
}

/** `BC12` → 54. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]+/.exec(reference ?? '')?.[0]
  if (letters === undefined) return undefined
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}
