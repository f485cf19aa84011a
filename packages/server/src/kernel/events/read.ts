import type { Sql } from '../db/types.ts'
import type { Keyring } from '../secrets.ts'
import { isErased, openWith } from '../subjects.ts'
import { secretContext } from './envelope.ts'
import type { EventActor, StoredEvent, Visibility } from './types.ts'

interface Row {
  id: number
  position: number | null
  thingKind: string
  thingId: number
  seq: number
  type: string
  at: number
  actorKind: EventActor['kind']
  actorId: number | null
  actorRole: string | null
  visibility: Visibility
  jurisdiction: string
  data: string | null
  subjectId?: number | null
  cipher?: Buffer | null
  wrapped?: Buffer | null
}

const ENVELOPE =
  'e."id", e."position", e."thingKind", e."thingId", e."seq", e."type", e."at", e."actorKind", e."actorId", e."actorRole", e."visibility", e."jurisdiction", e."data"'
const PLAIN = `SELECT ${ENVELOPE} FROM "Event" e`
const WITH_SECRETS = `SELECT ${ENVELOPE}, s."subjectId", s."cipher", k."wrapped" FROM "Event" e LEFT JOIN "EventSecret" s ON s."eventId" = e."id" LEFT JOIN "SubjectKey" k ON k."id" = s."subjectId"`
const OF_THING = 'WHERE e."thingKind" = ? AND e."thingId" = ? AND e."seq" > ? ORDER BY e."seq"'
const OF_LOG = 'WHERE e."position" > ? ORDER BY e."position" LIMIT ?'
const from = (personal: boolean) => (personal ? WITH_SECRETS : PLAIN)

/** A thing's events mostly belong to one subject, so its key is fetched once and not with every row. */
const THING = {
  true: `SELECT ${ENVELOPE}, s."subjectId", s."cipher" FROM "Event" e LEFT JOIN "EventSecret" s ON s."eventId" = e."id" ${OF_THING}`,
  false: `${PLAIN} ${OF_THING}`,
}
const WRAPPED = 'SELECT "wrapped" FROM "SubjectKey" WHERE "id" = ?'
const LOG = { true: `${from(true)} ${OF_LOG}`, false: `${from(false)} ${OF_LOG}` }

export interface ReadOptions {
  /** false spares the joins and the decryption; `personal` is null then. Or only the types of event that are wanted. */
  personal?: boolean | ((type: string) => boolean)
  /** Only events after this seq. */
  after?: number
}

/** All events of a thing in order, opened. After an erasure `personal` is null and `erased` true. */
export async function readEvents(
  sql: Sql,
  thingKind: string,
  thingId: number,
  options: ReadOptions = {},
): Promise<StoredEvent[]> {
  const { personal = true, after = 0 } = options
  const wanted = typeof personal === 'function' ? personal : () => personal
  const rows =
    typeof personal === 'function' && sql.dialect === 'sqlite'
      ? await withSecretsOf(sql, await sql.all<Row>(THING.false, thingKind, thingId, after), wanted)
      : await sql.all<Row>(THING[personal === false ? 'false' : 'true'], thingKind, thingId, after)
  const keys = new Map<number, Buffer | null>()
  for (const { subjectId, type } of rows)
    if (subjectId != null && wanted(type) && !keys.has(subjectId))
      keys.set(subjectId, (await sql.get<{ wrapped: Buffer | null }>(WRAPPED, subjectId))?.wrapped ?? null)
  return rows.map((row) => toEvent(sql.keys, row, keys.get(row.subjectId ?? 0) ?? null, wanted(row.type)))
}

const SECRET = 'SELECT "subjectId", "cipher" FROM "EventSecret" WHERE "eventId" = ?'

/** Where asking costs nothing but itself, a few secrets are fetched one by one: a join looks for one with every event. */
async function withSecretsOf(sql: Sql, rows: Row[], wanted: (type: string) => boolean): Promise<Row[]> {
  for (const row of rows)
    if (wanted(row.type)) Object.assign(row, await sql.get<{ subjectId: number; cipher: Buffer }>(SECRET, row.id))
  return rows
}

/** The log after a position, in its order, without a gap. */
export async function readLog(sql: Sql, after: number, limit: number, personal: boolean): Promise<StoredEvent[]> {
  return (await sql.all<Row>(LOG[`${personal}`], after, limit)).map((row) =>
    toEvent(sql.keys, row, row.wrapped ?? null, personal),
  )
}

function toEvent(keys: Keyring, row: Row, wrapped: Buffer | null, wanted: boolean): StoredEvent {
  const { id, position, thingKind, thingId, seq, type, at, visibility, jurisdiction } = row
  const cipher = row.cipher ?? null
  const erased = wanted && cipher !== null && (wrapped === null || isErased(cipher))
  return {
    id,
    position,
    thingKind,
    thingId,
    seq,
    type,
    at,
    actor: { kind: row.actorKind, id: row.actorId, role: row.actorRole },
    visibility,
    jurisdiction,
    data: row.data === null ? {} : (JSON.parse(row.data) as Record<string, unknown>),
    personal:
      wanted && !erased && cipher !== null && wrapped !== null
        ? openWith(keys, wrapped, secretContext(thingKind, thingId, seq), cipher)
        : null,
    erased,
    subjectId: row.subjectId ?? null,
  }
}
