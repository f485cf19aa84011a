import { NO_AUTHORITY, type AuthorityState } from '@civicgrid/contracts'
import { releaseFiles } from '../files/files.store.ts'
import { insertForId, openFor, sealFor, type Head, type Sql, type Tx } from '../kernel/index.ts'

export const AUTHORITY_THING = 'authority'

/** What the two call each other, beside what their accounts say. */
export interface AuthorityNames {
  /** How the person calls whoever is to act for them, until somebody has taken it up. */
  readonly agentName: string
  /** 儿子, neighbour. */
  readonly relation: string | null
}
const USE = 'Authority'

export interface LoadedAuthority {
  readonly id: number
  readonly subjectId: number
  readonly cipher: Uint8Array
  readonly headHash: Uint8Array
  readonly state: AuthorityState
}
type Row = Omit<LoadedAuthority, 'state'> & { state: string }

const COLUMNS = 'y."id", y."subjectId", y."cipher", y."headHash", y."state"'
const loaded = (row: Row): LoadedAuthority => ({
  ...row,
  state: { ...NO_AUTHORITY, ...(JSON.parse(row.state) as AuthorityState) },
})
async function one(sql: Sql, where: string, ...values: (number | Uint8Array)[]): Promise<LoadedAuthority | undefined> {
  const row = await sql.get<Row>(`SELECT ${COLUMNS} FROM "Authority" y WHERE ${where}`, ...values)
  return row && loaded(row)
}

/** To change it: on PostgreSQL the row is held, so that a second command waits and then sees the first. */
const held = (tx: Tx): string => (tx.dialect === 'postgresql' ? ' FOR UPDATE' : '')

export const findAuthority = (sql: Sql, id: number): Promise<LoadedAuthority | undefined> => one(sql, `y."id" = ?`, id)
export const loadAuthority = (tx: Tx, id: number): Promise<LoadedAuthority | undefined> =>
  one(tx, `y."id" = ?${held(tx)}`, id)
export const findByCode = (sql: Sql, codeHash: Uint8Array): Promise<LoadedAuthority | undefined> =>
  one(sql, `y."codeHash" = ?`, codeHash)
export const loadByCode = (tx: Tx, codeHash: Uint8Array): Promise<LoadedAuthority | undefined> =>
  one(tx, `y."codeHash" = ?${held(tx)}`, codeHash)

/** All in which a resident is one of the two, the newest first. */
export async function listOf(sql: Sql, residentId: number): Promise<LoadedAuthority[]> {
  const rows = await sql.all<Row>(
    `SELECT ${COLUMNS} FROM "Authority" y WHERE y."principalId" = ? OR y."agentId" = ? ORDER BY y."id" DESC LIMIT 500`,
    residentId,
    residentId,
  )
  return rows.map(loaded)
}

/** How many somebody has given or asked for since. */
export async function countSince(sql: Sql, residentId: number, since: number): Promise<number> {
  const row = await sql.get<{ n: number }>(
    `SELECT count(*) AS "n" FROM "Authority" y WHERE ((y."principalId" = ? AND y."origin" = 'online')
      OR (y."agentId" = ? AND y."origin" = 'paper')) AND y."createdAt" > ?`,
    residentId,
    residentId,
    since,
  )
  return Number(row?.n ?? 0)
}

/**
 * Those by which this agent may act for this person, unless their time is over. Within a command their rows are held:
 * who ends one meanwhile waits until the command is through, and from then on nobody acts by it.
 */
export async function activeBetween(
  sql: Sql | Tx,
  agentId: number,
  principalId: number,
  acting: boolean,
): Promise<LoadedAuthority[]> {
  const rows = await sql.all<Row>(
    `SELECT ${COLUMNS} FROM "Authority" y WHERE y."agentId" = ? AND y."principalId" = ? AND y."status" = 'active'
      ORDER BY y."id"${acting && sql.dialect === 'postgresql' ? ' FOR SHARE' : ''}`,
    agentId,
    principalId,
  )
  return rows.map(loaded)
}

/** What lies with the staff of these areas, the newest first. @param waiting only what waits to be looked at */
export async function listForStaff(
  sql: Sql,
  areas: readonly string[],
  { waiting, before, limit }: { waiting: boolean; before: number; limit: number },
): Promise<LoadedAuthority[]> {
  if (areas.length === 0) return []
  const values = areas.flatMap((area) => [area.length + 1, `${area}/`])
  const within = areas.map(() => `substr(y."areaPath" || '/', 1, ?) = ?`).join(' OR ')
  const rows = await sql.all<Row>(
    `SELECT ${COLUMNS} FROM "Authority" y WHERE y."origin" <> 'online'${waiting ? ` AND y."status" = 'requested'` : ''}
      AND y."id" < ? AND (${within}) ORDER BY y."id" DESC LIMIT ?`,
    before,
    ...values,
    limit,
  )
  return rows.map(loaded)
}

export interface NewAuthority {
  readonly principalId: number
  readonly subjectId: number
  readonly names: AuthorityNames
  readonly codeHash: Uint8Array | null
}

/** The row without its chain, which has to know its id. */
export async function insertAuthority(tx: Tx, row: NewAuthority, state: AuthorityState, at: number): Promise<number> {
  const id = await insertForId(
    tx,
    `INSERT INTO "Authority" ("principalId", "agentId", "origin", "status", "areaPath", "subjectId", "cipher", "codeHash",
      "createdAt", "version", "headHash", "state") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.principalId,
    state.agentId,
    state.origin,
    state.status,
    state.areaPath,
    row.subjectId,
    await sealFor(tx, row.subjectId, USE, row.names),
    row.codeHash,
    at,
    state.version,
    new Uint8Array(32),
    JSON.stringify(state),
  )
  if (id === null) throw new Error('no row was made')
  return id
}

/** A code is good until somebody has taken it up, and for nothing else. */
export async function saveAuthority(tx: Tx, id: number, state: AuthorityState, head: Head): Promise<void> {
  await tx.run(
    `UPDATE "Authority" SET "agentId" = ?, "status" = ?, "codeHash" = CASE WHEN ? = 'offered' THEN "codeHash" END,
      "version" = ?, "headHash" = ?, "state" = ? WHERE "id" = ?`,
    state.agentId,
    state.status,
    state.status,
    head.version,
    head.headHash,
    JSON.stringify(state),
    id,
  )
}

/** Null once the person has been erased. */
export const namesOf = (
  sql: Sql,
  { subjectId, cipher }: Pick<LoadedAuthority, 'subjectId' | 'cipher'>,
): Promise<AuthorityNames | null> => openFor<AuthorityNames>(sql, subjectId, USE, cipher)

/** The papers of somebody whose account ends; the sweeper then deletes the bytes. */
export async function releaseEvidenceOf(tx: Tx, residentId: number): Promise<void> {
  const rows = await tx.all<{ id: number }>(
    `SELECT "id" FROM "Authority" WHERE "origin" = 'paper' AND ("principalId" = ? OR "agentId" = ?)`,
    residentId,
    residentId,
  )
  for (const { id } of rows) await releaseFiles(tx, AUTHORITY_THING, id, 'resident')
}

/** Which appeals an agent sent for whom. */
export async function insertActed(
  tx: Tx,
  acted: { appealId: number; authorityId: number; agentId: number; principalId: number },
): Promise<void> {
  await tx.run(
    `INSERT INTO "AuthorityAppeal" ("appealId", "authorityId", "agentId", "principalId") VALUES (?, ?, ?, ?)`,
    acted.appealId,
    acted.authorityId,
    acted.agentId,
    acted.principalId,
  )
}
