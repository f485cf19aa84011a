import type { Outcome, PhotoPair, PublicPlace } from '@civicgrid/contracts'
import type { Sql, Tx } from '../../kernel/index.ts'
import { cellOf, cellsAround } from '../appeals.cells.ts'
import { NEVER_DUE } from '../appeals.store.ts'

/** What stands on the public board: exactly what a publisher confirmed. */
export interface PublicAppeal {
  readonly appealId: number
  readonly category: string
  readonly areaPath: string
  readonly outcome: Outcome
  readonly text: string
  readonly reply: string | null
  /** Tokens. */
  readonly pictures: readonly string[]
  readonly pairs: readonly PhotoPair[]
  readonly place: PublicPlace
  /** As it may be shown. */
  readonly lng: number | null
  readonly lat: number | null
  readonly submittedAt: number
  readonly answeredAt: number
  readonly publishedAt: number
}
type Row = Omit<PublicAppeal, 'pictures' | 'pairs'> & { pictures: string; pairs: string }

const COLUMNS = [
  'appealId',
  'category',
  'areaPath',
  'outcome',
  'text',
  'reply',
  'pictures',
  'pairs',
  'place',
  'lng',
  'lat',
  'cell',
  'submittedAt',
  'answeredAt',
  'publishedAt',
] as const
const SELECT = `SELECT ${COLUMNS.map((name) => `p."${name}"`).join(', ')} FROM "PublicAppeal" p`
const shown = (rows: readonly Row[]): PublicAppeal[] =>
  rows.map((row) => ({
    ...row,
    pictures: JSON.parse(row.pictures) as string[],
    pairs: JSON.parse(row.pairs) as PhotoPair[],
  }))

/** Takes an appeal off the board, with the words by which it is found. */
export async function dropPublic(tx: Tx, appealId: number): Promise<void> {
  await tx.run(`DELETE FROM "PublicAppeal" WHERE "appealId" = ?`, appealId)
  await tx.run(`DELETE FROM "PublicGram" WHERE "appealId" = ?`, appealId)
}

/** Puts an appeal on the board, in the place of what stood there. @param grams of its public text */
export async function keepPublic(tx: Tx, appeal: PublicAppeal, grams: readonly string[]): Promise<void> {
  await dropPublic(tx, appeal.appealId)
  await tx.run(
    `INSERT INTO "PublicAppeal" (${COLUMNS.map((name) => `"${name}"`).join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`,
    appeal.appealId,
    appeal.category,
    appeal.areaPath,
    appeal.outcome,
    appeal.text,
    appeal.reply,
    JSON.stringify(appeal.pictures),
    JSON.stringify(appeal.pairs),
    appeal.place,
    appeal.lng,
    appeal.lat,
    appeal.lng === null || appeal.lat === null ? null : cellOf(appeal.lng, appeal.lat),
    appeal.submittedAt,
    appeal.answeredAt,
    appeal.publishedAt,
  )
  for (const gram of grams)
    await tx.run(`INSERT INTO "PublicGram" ("gram", "appealId") VALUES (?, ?)`, gram, appeal.appealId)
}

export async function clearBoard(tx: Tx): Promise<void> {
  for (const table of ['PublicAppeal', 'PublicGram', 'QueueEntry']) await tx.run(`DELETE FROM "${table}"`)
}

/** The queues whose orders are of no single status. */
export type KeptQueue = 'toPublish' | 'pressure'

export async function setQueued(tx: Tx, queue: KeptQueue, appealId: number, waits: boolean): Promise<void> {
  await tx.run(
    waits
      ? `INSERT INTO "QueueEntry" ("queue", "appealId") VALUES (?, ?) ON CONFLICT DO NOTHING`
      : `DELETE FROM "QueueEntry" WHERE "queue" = ? AND "appealId" = ?`,
    queue,
    appealId,
  )
}

export async function findPublic(sql: Sql, appealId: number): Promise<PublicAppeal | undefined> {
  return shown(await sql.all<Row>(`${SELECT} WHERE p."appealId" = ?`, appealId))[0]
}

export interface BoardFilter {
  /** One of these; null: all. */
  readonly categories: readonly string[] | null
  /** Within this area; null: the whole city. */
  readonly areaPath: string | null
}

/** Before the first row of the board. */
export const NEWEST_PUBLIC: readonly [number, number] = [NEVER_DUE, 0]

/** The newest on the board first, after a row that was the last one's. */
export async function listPublic(
  sql: Sql,
  { categories, areaPath }: BoardFilter,
  [publishedAt, appealId]: readonly [number, number],
  limit: number,
): Promise<PublicAppeal[]> {
  const values: (string | number)[] = [publishedAt, publishedAt, appealId]
  const conditions = [`p."publishedAt" <= ?`, `(p."publishedAt" < ? OR p."appealId" < ?)`]
  if (categories) {
    conditions.push(`p."category" IN (${categories.map(() => '?').join(', ')})`)
    values.push(...categories)
  }
  if (areaPath !== null) {
    conditions.push(`substr(p."areaPath" || '/', 1, ?) = ?`)
    values.push(areaPath.length + 1, `${areaPath}/`)
  }
  return shown(
    await sql.all<Row>(
      `${SELECT} WHERE ${conditions.join(' AND ')} ORDER BY p."publishedAt" DESC, p."appealId" DESC LIMIT ?`,
      ...values,
      limit,
    ),
  )
}

/** What was published around a WGS-84 point, at most `each` of a cell. */
export async function listPublicAround(sql: Sql, lng: number, lat: number, each: number): Promise<PublicAppeal[]> {
  const found: PublicAppeal[] = []
  for (const cell of cellsAround(lng, lat))
    found.push(
      ...shown(await sql.all<Row>(`${SELECT} WHERE p."cell" = ? ORDER BY p."appealId" DESC LIMIT ?`, cell, each)),
    )
  return found
}

/** The newest appeals on the board that have a word. */
export async function withGram(sql: Sql, gram: string, limit: number): Promise<number[]> {
  const rows = await sql.all<{ appealId: number }>(
    `SELECT "appealId" FROM "PublicGram" WHERE "gram" = ? ORDER BY "appealId" DESC LIMIT ?`,
    gram,
    limit,
  )
  return rows.map(({ appealId }) => appealId)
}
