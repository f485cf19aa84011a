import { harmlessCell } from '@civicgrid/contracts'
import { zipOf, type ZipEntry } from '../files/zip.ts'

/**
 * Pages of rows as an XLSX file, page by page: the smallest workbook that spreadsheets open (ECMA-376, transitional), its
 * cells all inline texts. The libraries that write such files either keep the whole of it in memory or have not been kept
 * up for years.
 */
export const xlsxFile = (pages: AsyncIterable<string[][]>): AsyncGenerator<Uint8Array, void, undefined> =>
  zipOf(partsOf(pages))

async function* partsOf(pages: AsyncIterable<string[][]>): AsyncGenerator<ZipEntry, void, undefined> {
  for (const [name, xml] of Object.entries(PARTS)) yield { name, pieces: [xml], packed: false }
  yield { name: 'xl/worksheets/sheet1.xml', pieces: sheetOf(pages), packed: false }
}

async function* sheetOf(pages: AsyncIterable<string[][]>): AsyncGenerator<string, void, undefined> {
  yield SHEET_HEAD
  let row = 0
  for await (const rows of pages) yield rows.map((cells) => rowXml((row += 1), cells)).join('')
  yield '</sheetData></worksheet>'
}

/** What a cell holds at most. */
const CELL_MAX = 32_767

function rowXml(number: number, cells: readonly string[]): string {
  // The heads are bold.
  const style = number === 1 ? ' s="1"' : ''
  const xml = cells.map(
    (cell) => `<c t="inlineStr"${style}><is><t xml:space="preserve">${escaped(harmlessCell(cell))}</t></is></c>`,
  )
  return `<row r="${number}">${xml.join('')}</row>`
}

/** Characters that XML cannot hold at all, half of a pair among them. */
const NOT_XML = /[\p{Cc}--[\t\n\r]]|[\uFFFE\uFFFF]|\p{Surrogate}/gv
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

const escaped = (text: string): string =>
  text
    .slice(0, CELL_MAX)
    .replace(NOT_XML, '')
    .replace(/[&<>]/g, (character) => ENTITIES[character] ?? '')

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const SHEET_HEAD = `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="14" width="18" customWidth="1"/></cols><sheetData>`

const PARTS: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
  '_rels/.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="orders" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf fontId="1" xfId="0" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
}
