import { csvLine } from '@civicgrid/contracts'

/** So that spreadsheets read it as UTF-8. */
const MARK = '\uFEFF'

/** Pages of rows as a CSV file, page by page. */
export async function* csvFile(pages: AsyncIterable<string[][]>): AsyncGenerator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder()
  yield encoder.encode(MARK)
  for await (const rows of pages) yield encoder.encode(rows.map(csvLine).join(''))
}
