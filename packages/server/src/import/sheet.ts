import { openCsv } from './csv.ts'
import type { ImportMap } from './map.ts'
import { openXlsx } from './xlsx.ts'
import { ImportMistake } from './mistake.ts'

/** A file of rows, read one by one; the first row is the headings. */
export interface Sheet {
  /** Days are counted from 1904 (old workbooks of Macs). */
  readonly from1904: boolean
  /** From the beginning; `line` is what a person finds the row by. */
  rows(): AsyncIterable<{ line: number; cells: string[] }>
}

export async function openSheet(path: string, map: ImportMap): Promise<Sheet> {
  if (/\.xlsx$/i.test(path)) return openXlsx(path, map)
  if (/\.(csv|tsv|txt)$/i.test(path)) return openCsv(path, map)
  throw new ImportMistake(`${path}: CSV and XLSX files are read; save an .xls file as .xlsx first`)
}
