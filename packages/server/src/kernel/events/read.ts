import type { Sql, Value } from '../db/types.ts'
import type { Keyring } from '../keys/keyring.ts'
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
type Secret = Pick<Row, 'subjectId' | 'cipher' | 'wrapped'>

const ENVELOPE =
  'e."id", e."position", e."thingKind", e."thingId", e."seq", e."type", e."at", e."actorKind", e."actorId", e."actorRole", e."visibility", e."jurisdiction", e."data"'
const PLAIN = `SELECT ${ENVELOPE} FROM "Event" e`
const WITH_SECRETS = `SELECT ${ENVELOPE}, s."subjectId", s."cipher", k."wrapped" FROM "Event" e LEFT JOIN "EventSecret" s ON s."eventId" = e."id" LEFT JOIN "SubjectKey" k ON k."id" = s."subjectId"`
const SECRET =
  'SELECT s."subjectId", s."cipher", k."wrapped" FROM "EventSecret" s JOIN "SubjectKey" k ON k."id" = s."subjectId" WHERE s."eventId" = ?'
const OF_THING = 'WHERE e."thingKind" = ? AND e."thingId" = ? AND e."seq" > ? ORDER BY e."seq"'
const OF_LOG = 'WHERE e."position" > ? ORDER BY e."position" LIMIT ?'

/** Whether the personal parts are opened, or of which types of event; of the others `personal` is null. */
export type Personal = boolean | ((type: string) => boolean)

export interface ReadOptions {
  /** Default true. */
  personal?: Personal
  /** Only events after this seq. */
  after?: number
}

/** All events of a thing in order, opened. After an erasure `personal` is null and `erased` true. */
export async function readEvents(
  sql: Sql,
  thingKind: string,
  thingId: number,
  { personal = true, after = 0 }: ReadOptions = {},
): Promise<StoredEvent[]> {
  return read(sql, OF_THING, [thingKind, thingId, after], personal)
}

/** The log after a position, in its order, without a gap. */
export async function readLog(sql: Sql, after: number, limit: number, personal: Personal): Promise<StoredEvent[]> {
  return read(sql, OF_LOG, [after, limit], personal)
}

async function read(sql: Sql, where: string, values: Value[], personal: Personal): Promise<StoredEvent[]> {
  const wanted = typeof personal === 'function' ? personal : () => personal
  const oneByOne = typeof personal === 'function' && sql.dialect === 'sqlite'
  const from = oneByOne || personal === false ? PLAIN : WITH_SECRETS
  const rows = await sql.all<Row>(`${from} ${where}`, ...values)
  // Where asking costs nothing but itself, a few secrets are fetched by themselves: a join looks for one with every event.
  if (oneByOne) for (const row of rows) if (wanted(row.type)) Object.assign(row, await sql.get<Secret>(SECRET, row.id))
  return rows.map((row) => toEvent(sql.keys, row, wanted(row.type)))
}

function toEvent(keys: Keyring, row: Row, wanted: boolean): StoredEvent {
  const { id, position, thingKind, thingId, seq, type, at, visibility, jurisdiction } = row
  const { cipher = null, wrapped = null } = row
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
