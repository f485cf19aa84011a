import { NO_TALLY, TALLY_KEYS, type Tally } from '@civicgrid/contracts'
import type { Sql, Tx } from '../kernel/index.ts'

/** Tallies by area, category and day; `''` stands for all categories. Kept by a reader of the log, rebuilt from it. */
export interface TallyPlace {
  readonly areaPath: string
  readonly category: string
  /** `YYYY-MM-DD` of the city. */
  readonly day: string
}
export type TallyRow = TallyPlace & { readonly tally: Tally }

const COLUMNS = TALLY_KEYS.map((key) => `"${key}"`)
const ADD = `INSERT INTO "InsightDay" ("areaPath", "category", "day", ${COLUMNS.join(', ')})
  VALUES (?, ?, ?, ${COLUMNS.map(() => '?').join(', ')})
  ON CONFLICT ("areaPath", "category", "day") DO UPDATE SET
  ${COLUMNS.map((name) => `${name} = "InsightDay".${name} + excluded.${name}`).join(', ')}`
const SUMS = COLUMNS.map((name) => `coalesce(sum(${name}), 0) AS ${name}`).join(', ')

/** @param rows in one order everywhere, so that two processes never wait for each other's rows */
export async function addTallies(tx: Tx, rows: readonly TallyRow[]): Promise<void> {
  for (const { areaPath, category, day, tally } of rows)
    await tx.run(ADD, areaPath, category, day, ...TALLY_KEYS.map((key) => tally[key]))
}

export async function clearTallies(tx: Tx): Promise<void> {
  await tx.run('DELETE FROM "InsightDay"')
}

type Sums = Record<keyof Tally, number | string>

/** PostgreSQL sums integers into a type that its driver gives as text. */
function tallyFrom(row: Sums | undefined): Tally {
  if (!row) return NO_TALLY
  return Object.fromEntries(TALLY_KEYS.map((key) => [key, Number(row[key])])) as Record<keyof Tally, number>
}

const RANGE = 'FROM "InsightDay" WHERE "areaPath" = ? AND "category" = ? AND "day" BETWEEN ? AND ?'

/** Each day on which something happened. */
export async function tallyByDay(sql: Sql, areaPath: string, from: string, to: string): Promise<Map<string, Tally>> {
  const rows = await sql.all<Sums & { day: string }>(
    `SELECT "day", ${COLUMNS.join(', ')} ${RANGE} ORDER BY "day"`,
    areaPath,
    '',
    from,
    to,
  )
  return new Map(rows.map((row) => [row.day, tallyFrom(row)]))
}

/** The sum of one area and category (`''` for all) over the days. */
export async function tallyOver(
  sql: Sql,
  areaPath: string,
  category: string,
  from: string,
  to: string,
): Promise<Tally> {
  return tallyFrom(await sql.get<Sums>(`SELECT ${SUMS} ${RANGE}`, areaPath, category, from, to))
}
