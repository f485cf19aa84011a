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

const THING = { true: `${WITH_SECRETS} ${OF_THING}`, false: `${PLAIN} ${OF_THING}` }
const LOG = { true: `${from(true)} ${OF_LOG}`, false: `${from(false)} ${OF_LOG}` }

export interface ReadOptions {
  /** false spares the joins and the decryption; `personal` is null then. */
  personal?: boolean
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
  const rows = await sql.all<Row>(THING[`${options.personal ?? true}`], thingKind, thingId, options.after ?? 0)
  return rows.map((row) => toEvent(sql.keys, row))
}

/** The log after a position, in its order, without a gap. */
export async function readLog(sql: Sql, after: number, limit: number, personal: boolean): Promise<StoredEvent[]> {
  return (await sql.all<Row>(LOG[`${personal}`], after, limit)).map((row) => toEvent(sql.keys, row))
}

function toEvent(keys: Keyring, row: Row): StoredEvent {
  const { id, position, thingKind, thingId, seq, type, at, visibility, jurisdiction } = row
  const cipher = row.cipher ?? null
  const wrapped = row.wrapped ?? null
  const opens = cipher !== null && wrapped !== null && !isErased(cipher)
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
    personal: opens ? openWith(keys, wrapped, secretContext(thingKind, thingId, seq), cipher) : null,
    erased: cipher !== null && !opens,
    subjectId: row.subjectId ?? null,
  }
}
