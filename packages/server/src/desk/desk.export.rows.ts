import {
  EXPORT_COLUMNS,
  EXPORT_ROWS_MAX,
  type CityText,
  type deskSchema,
  type ExportColumn,
  type StaffActor,
} from '@civicgrid/contracts'
import type { z } from 'zod'
import type { Appeals, WrittenItem } from '../appeals/index.ts'

export type ExportRequest = z.output<typeof deskSchema.exportInput>

/** Rows read at a time. */
const PAGE = 500

/** The heads, then the rows of an exported list in pages; a page is read when whoever downloads is ready for it. */
export async function* exportRows(
  appeals: Pick<Appeals, 'pagesOf'>,
  actor: StaffActor,
  request: ExportRequest,
  at: { now: number; utcOffsetMinutes: number },
): AsyncGenerator<string[][], void, undefined> {
  const { format: _, locale, words, ...filter } = request
  yield [EXPORT_COLUMNS.map((column) => words.columns[column] ?? column)]
  const local = (instant: string | number | null): string => localTime(instant, at.utcOffsetMinutes)
  const text = (words: CityText | null): string => words?.[locale] ?? ''
  const by = `${actor.name} ${local(at.now)}`
  const cells: Record<ExportColumn, (item: WrittenItem) => string> = {
    code: ({ code }) => code,
    status: ({ status }) => words.status[status] ?? status,
    kind: ({ kind }) => words.kind[kind] ?? kind,
    category: ({ category }) => text(category.name),
    text: (item) => item.text,
    place: ({ place }) => place ?? '',
    area: ({ area }) => text(area),
    body: ({ body }) => text(body),
    channel: ({ channel }) => words.channel[channel] ?? channel,
    round: ({ round }) => String(round),
    submittedAt: ({ submittedAt }) => local(submittedAt),
    dueAt: ({ dueAt }) => local(dueAt),
    overdue: ({ overdue }) => (overdue ? words.overdue || 'overdue' : ''),
    // On every row, so that a part of the file still says whose it is.
    exportedBy: () => by,
  }
  let written = 0
  for await (const page of appeals.pagesOf(actor, filter, PAGE)) {
    const rows = page.slice(0, EXPORT_ROWS_MAX - written)
    yield rows.map((item) => EXPORT_COLUMNS.map((column) => cells[column](item)))
    written += rows.length
    if (written >= EXPORT_ROWS_MAX) return
  }
}

/** `2026-03-02 09:00` on the city's clocks; spreadsheets take it for a time. */
function localTime(instant: string | number | null, utcOffsetMinutes: number): string {
  if (instant === null) return ''
  const at = typeof instant === 'number' ? instant : Date.parse(instant)
  return new Date(at + utcOffsetMinutes * 60_000).toISOString().slice(0, 16).replace('T', ' ')
}
