import { hash } from 'node:crypto'
import { CivicError, type SystemActor } from '@civicgrid/contracts'
import { createAppeals, type Appeals } from '../appeals/index.ts'
import type { LoadedCity } from '../city/index.ts'
import { catchUp, movableClock, startSequencer, type Kernel, type MovableClock } from '../kernel/index.ts'
import { columnsOf, type ImportMap } from './map.ts'
import { whereabouts } from './places.ts'
import { Tally, type ImportReport } from './report.ts'
import { readRow, type Order, type RowReader } from './row.ts'
import { openSheet } from './sheet.ts'
import { wordsOf } from './words.ts'

export interface ImportOptions {
  readonly kernel: Kernel
  readonly city: LoadedCity
  readonly file: string
  readonly map: ImportMap
  /** Stops after the rows under way; what was taken stays, and running it again goes on. */
  readonly signal?: AbortSignal
  onProgress?(rows: number): void
}

const IMPORTER: SystemActor = { kind: 'system', name: 'import' }

/** Rows worked on at a time: on SQLite they share commits, on PostgreSQL connections. */
const LANES = 32

/**
 * Feeds the rows of a file through the same commands as the phone channel, each at its own past time, as far round the loop
 * as the row goes. A row is known by its external id: running the same file again, or a newer one of the same source, takes
 * what is new and continues what has got a reply since.
 */
export async function importAppeals(options: ImportOptions): Promise<ImportReport> {
  const { kernel, city, file, map, signal } = options
  const started = performance.now()
  const sheet = await openSheet(file, map)
  const tally = new Tally()
  const rows = sheet.rows()[Symbol.asyncIterator]()
  const head = await rows.next()
  if (head.done) return tally.report(file, false, 0)
  const reader: RowReader = {
    map,
    columns: columnsOf(head.value.cells, map),
    words: wordsOf(city, map),
    whereabouts: whereabouts(city, map),
    utcOffsetMinutes: city.city.settings.utcOffsetMinutes,
    from1904: sheet.from1904,
    now: kernel.clock.now(),
  }
  const inTurn = turns()
  const lanes = Array.from({ length: LANES }, () => lane(kernel, city, map.source, inTurn))
  await Promise.all(
    lanes.map(async (take) => {
      // An async iterator hands out one row after another, however many ask at once.
      for (let next = await rows.next(); !next.done; next = await rows.next()) {
        if (signal?.aborted) break
        tally.rows += 1
        if (tally.rows % 500 === 0) options.onProgress?.(tally.rows)
        await takeRow(next.value, reader, take, tally)
      }
    }),
  )
  await rows.return?.()
  await settle(kernel, city)
  return tally.report(file, signal?.aborted ?? false, (performance.now() - started) / 1000)
}

type Take = (order: Order) => Promise<'taken' | 'continued' | 'known'>

async function takeRow(
  { line, cells }: { line: number; cells: string[] },
  reader: RowReader,
  take: Take,
  tally: Tally,
): Promise<void> {
  const externalId = cells[reader.columns.externalId ?? -1] ?? null
  const read = readRow(cells, reader)
  if ('refusal' in read) {
    if (read.refusal === 'UNKNOWN_CATEGORY') tally.unmapped('category', read.words)
    tally.refused.push({ line, externalId, reason: read.refusal, words: read.words })
    return
  }
  for (const { field, words } of read.order.unknown) {
    if (field === 'phone') tally.unreadablePhones += 1
    else tally.unmapped(field, words)
  }
  try {
    tally[await take(read.order)] += 1
  } catch (error) {
    // A database that cannot go on ends the import; what the rules refuse is a row's own matter.
    if (!(error instanceof CivicError) || error.status >= 500) throw error
    tally.refused.push({ line, externalId, reason: error.code, words: Object.keys(error.fields ?? {}).join(' ') })
  }
}

/** A worker with a clock of its own, which stands at the time of whatever it is taking. */
function lane(kernel: Kernel, city: LoadedCity, source: string, inTurn: InTurn): Take {
  const clock = movableClock(0)
  const appeals = createAppeals({ kernel: { ...kernel, clock }, city, sign: () => '' })
  return (order) => {
    const externalId = `${source}:${order.externalId}`
    return inTurn(externalId, () => takeOrder(order, externalId, appeals, clock))
  }
}

type InTurn = <T>(id: string, work: () => Promise<T>) => Promise<T>

/** Rows with the same id, one after the other: the second finds what the first has made. */
function turns(): InTurn {
  const last = new Map<string, Promise<unknown>>()
  return async (id, work) => {
    const mine = (last.get(id) ?? Promise.resolve()).then(work, work)
    last.set(id, mine)
    try {
      return await mine
    } finally {
      if (last.get(id) === mine) last.delete(id)
    }
  }
}

async function takeOrder(
  order: Order,
  externalId: string,
  appeals: Appeals,
  clock: MovableClock,
): Promise<'taken' | 'continued' | 'known'> {
  const key = hash('sha256', externalId, 'hex').slice(0, 40)
  const given = (step: string): { actor: SystemActor; idempotencyKey: string } => ({
    actor: IMPORTER,
    idempotencyKey: `${key}-${step}`,
  })
  const before = await appeals.findImported(externalId)
  let at = before
  if (!at) {
    clock.set(order.receivedAt)
    at = await appeals.submit(
      { procedure: 'import.submit', channel: 'import', externalId },
      given('submit'),
      order.input,
    )
  }
  const { code } = at
  let { version, status } = at
  if (order.reply && (status === 'submitted' || status === 'accepted')) {
    const { at: repliedAt, outcome, text } = order.reply
    clock.set(repliedAt)
    ;({ version, status } = await appeals.give('answer', 'import.answer', given('answer'), {
      code,
      expectedVersion: version,
      outcome,
      text,
      photos: [],
    }))
  }
  if (order.reply && order.rating && status === 'answered') {
    clock.set(order.reply.at)
    const input = { code, expectedVersion: version, ...order.rating, text: null, photos: [] }
    ;({ version } = await appeals.give('rate', 'import.rate', given('rate'), input))
  }
  if (!before) return 'taken'
  return version > before.version ? 'continued' : 'known'
}

/** Leaves search and counters complete, also when no server runs. */
async function settle(kernel: Kernel, city: LoadedCity): Promise<void> {
  const sequencer = startSequencer(kernel.db)
  await sequencer.idle()
  await sequencer.stop()
  for (const reader of createAppeals({ kernel, city, sign: () => '' }).readers) await catchUp(kernel.db, reader)
}
