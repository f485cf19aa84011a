import Database from 'better-sqlite3'
import { createHash, randomBytes } from 'node:crypto'
import { encodeCode } from '../../packages/contracts/src/kernel/code.ts'
import { cellOf } from '../../packages/server/src/appeals/appeals.cells.ts'
import { gramsOf } from '../../packages/server/src/appeals/appeals.grams.ts'
import { readEnv } from '../../packages/server/src/env.ts'
import { createApp } from '../../packages/server/src/http/app.ts'
import { addressList } from '../../packages/server/src/http/address.ts'
import { findCaller } from '../../packages/server/src/http/caller.ts'
import { createLog } from '../../packages/server/src/http/log.ts'
import { createMetrics } from '../../packages/server/src/http/metrics.ts'
import { RAW_CHANNEL } from '../src/city.ts'
import type { Answer, Route } from '../../packages/server/src/http/request.ts'
import { listen } from '../../packages/server/src/http/server.ts'
import { createSessions } from '../../packages/server/src/identity/sessions/sessions.ts'
import { openDatabase, systemClock } from '../../packages/server/src/kernel/index.ts'

/**
 * What a careful engineer would write by hand for these two calls alone: our HTTP stack, our session check, prepared
 * statements and JSON. No machine, no policy, no encryption, no chain, no schema of input or output.
 */
const env = readEnv()
const db = await openDatabase({
  url: env.databaseUrl,
  keys: env.keys,
  synchronous: env.sqliteSynchronous,
  checkpointThread: true,
})
const reader = new Database(env.databaseUrl.replace(/^file:/, ''), { readonly: true })
const sessions = createSessions({ db, clock: systemClock })
const caller = { sessions, https: false, origins: [] }
const json = (value: unknown) =>
  new Response(JSON.stringify(value), { headers: { 'content-type': 'application/json' } })

const appeal = reader.prepare('SELECT * FROM "Appeal" WHERE "code" = ?')
const events = reader.prepare(
  `SELECT e."seq", e."type", e."at", e."actorKind", e."actorRole", e."visibility", e."data" FROM "Event" e
   WHERE e."thingKind" = 'appeal' AND e."thingId" = ? ORDER BY e."seq"`,
)
const files = reader.prepare(
  `SELECT "token", "width", "height" FROM "File" WHERE "thingKind" = 'appeal' AND "thingId" = ? ORDER BY "id"`,
)

interface Row {
  id: number
  residentId: number | null
  state: string
  headHash?: unknown
}

const progress: Route = async ({ incoming, path, query }) => {
  if (path !== '/raw/progress') return undefined
  const { actor } = await findCaller(incoming, caller)
  const { code } = JSON.parse(decodeURIComponent(query.replace(/^input=/, ''))) as { code: string }
  return shownTo(actor.kind === 'resident' ? actor.id : 0, code)
}

/** @param reader the resident; null for anybody */
function shownTo(reader: number | null, code: string): Answer {
  const row = appeal.get(code) as Row | undefined
  if (!row || (reader !== null && row.residentId !== reader))
    return { route: 'raw', response: new Response(null, { status: 404 }) }
  const { headHash: _, state, ...shown } = row
  const timeline = (events.all(row.id) as { data: string | null }[]).map(({ data, ...event }) => ({
    ...event,
    data: data && JSON.parse(data),
  }))
  return { route: 'raw', response: json({ ...shown, state: JSON.parse(state), timeline, files: files.all(row.id) }) }
}

/** The same for whoever asks: beside the one above it shows what the session check costs. */
const open: Route = ({ path, query }) => {
  if (path !== '/raw/open') return Promise.resolve(undefined)
  const { code } = JSON.parse(decodeURIComponent(query.replace(/^input=/, ''))) as { code: string }
  return Promise.resolve(shownTo(null, code))
}

const APPEAL_COLUMNS = `"code", "jurisdiction", "areaPath", "kind", "category", "status", "channel", "residentId", "subjectId", "anonymous",
  "consent", "text", "address", "lng", "lat", "cell", "submittedAt", "dueAt", "updatedAt", "version", "headHash", "state"`
const INSERT_APPEAL = `INSERT INTO "Appeal" (${APPEAL_COLUMNS}) VALUES (${APPEAL_COLUMNS.split(',')
  .map(() => '?')
  .join(', ')}) RETURNING "id"`
const INSERT_EVENT = `INSERT INTO "Event" ("position", "thingKind", "thingId", "seq", "type", "at", "actorKind", "actorId", "actorRole", "visibility",
  "jurisdiction", "data", "mac", "prevHash", "hash") VALUES ((SELECT coalesce(max("position"), 0) + 1 FROM "Event"), 'rawAppeal', ?, 1, 'rawSubmit', ?, 'resident', ?, 'resident', 'parties', ?, ?, ?, ?, ?) RETURNING "id"`
const INSERT_SECRET = 'INSERT INTO "EventSecret" ("eventId", "subjectId", "cipher") VALUES (?, ?, ?)'
const ATTACH = `UPDATE "File" SET "thingKind" = 'appeal', "thingId" = ? WHERE "token" = ?`
const SEARCH = 'INSERT INTO "AppealSearch" ("rowid", "grams") VALUES (?, ?)'
const COUNT =
  'INSERT INTO "Counter" ("key", "value") VALUES (?, ?) ON CONFLICT ("key") DO UPDATE SET "value" = "Counter"."value" + excluded."value"'
const TALLY = `INSERT INTO "InsightDay" ("areaPath", "category", "day", "received", "results", "atOnce", "limited", "onTime", "rated", "satisfied", "solved")
  VALUES (?, ?, ?, 1, 0, 0, 0, 0, 0, 0, 0) ON CONFLICT ("areaPath", "category", "day") DO UPDATE SET "received" = "InsightDay"."received" + excluded."received"`
/** Where appeals lie: one for each of the places of before, so that a row goes into the indexes where ours would. */
const paths = (
  reader.prepare('SELECT DISTINCT "areaPath" FROM (SELECT "areaPath" FROM "Appeal" LIMIT 20000)').all() as {
    areaPath: string
  }[]
).map(({ areaPath }) => areaPath)
/** How many areas a city has at each level: ours counts an appeal into a row of each, and many appeals at once. */
const AREAS = [1, 6, 20, 150, 900, 7_000]
/** The rows of the dashboard: the city and its counties, all together and by category, and the townships. */
const TALLIES = [
  ['', 1],
  ['raw', 1],
  ['', 6],
  ['raw', 6],
  ['', 20],
] as const
const GATHER_MS = 50
const KEEP =
  'INSERT INTO "Idempotency" ("actor", "procedure", "key", "bodyHash", "response", "at") VALUES (?, ?, ?, ?, ?, ?)'
const hash32 = randomBytes(32)

/** Search and counters follow in units of their own, as anybody would find out: FTS5 writes a segment for each unit. */
const toIndex: [id: number, grams: string, cell: number][] = []
setInterval(() => {
  const gathered = toIndex.splice(0)
  if (gathered.length === 0) return
  void db.work(async (tx) => {
    for (const [id, grams] of gathered) await tx.run(SEARCH, id, grams)
  })
  void db.work(async (tx) => {
    for (const areas of AREAS) for (const [area, by] of tallied(gathered, areas)) await tx.run(COUNT, `raw|${area}`, by)
  })
  void db.work(async (tx) => {
    const day = new Date().toISOString().slice(0, 10)
    for (const [category, areas] of TALLIES)
      for (const [area] of tallied(gathered, areas)) await tx.run(TALLY, `/raw/${area}`, category, day)
  })
}, GATHER_MS)

/** How many of them lie in each area of a level; the places stand for areas. */
function tallied(gathered: typeof toIndex, areas: number): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [, , cell] of gathered) {
    const area = `${areas}/${(cell >>> 0) % areas}`
    counts.set(area, (counts.get(area) ?? 0) + 1)
  }
  return counts
}

/**
 * The same rows as a submission writes, of the same sizes, in the same grouped commit. The events are of another kind of
 * thing: our readers would stumble over secrets that nobody sealed.
 */
const submit: Route = async ({ incoming, path, request }) => {
  if (path !== '/raw/submit') return undefined
  const { actor } = await findCaller(incoming, caller)
  if (actor.kind !== 'resident') return { route: 'raw', response: new Response(null, { status: 401 }) }
  const text = await request.text()
  const input = JSON.parse(text) as {
    kind: string
    category: string
    text: string
    place: { point: { lng: number; lat: number } }
    photos: string[]
  }
  const now = Date.now()
  const code = encodeCode(randomBytes(8))
  const state = JSON.stringify({
    status: 'submitted',
    version: 1,
    clocks: [{ stage: 'accept', round: 1, startedAt: now, dueAt: now, doneAt: null, calendar: 'chinese-days' }],
    ...input,
  })
  const response = { code, version: 1, status: 'submitted', at: new Date(now).toISOString(), dueAt: null }
  const { lng, lat } = input.place.point
  const cell = cellOf(lng, lat)
  const areaPath = paths[(cell >>> 0) % paths.length] ?? ''
  const id = await db.work(async (tx) => {
    const made = await tx.get<{ id: number }>(
      INSERT_APPEAL,
      code,
      actor.jurisdiction,
      areaPath,
      input.kind,
      input.category,
      'submitted',
      RAW_CHANNEL,
      actor.id,
      actor.id,
      0,
      0,
      input.text,
      null,
      lng,
      lat,
      cell,
      now,
      now,
      now,
      1,
      hash32,
      state,
    )
    const id = made?.id ?? 0
    for (const token of input.photos) await tx.run(ATTACH, id, token)
    const event = await tx.get<{ id: number }>(
      INSERT_EVENT,
      id,
      now,
      actor.id,
      actor.jurisdiction,
      JSON.stringify({ kind: input.kind, category: input.category }),
      hash32,
      hash32,
      hash32,
    )
    await tx.run(INSERT_SECRET, event?.id ?? 0, actor.id, Buffer.from(input.text))
    await tx.run(
      KEEP,
      `resident:${actor.id}`,
      'raw.submit',
      String(incoming.headers['idempotency-key']),
      createHash('sha256').update(text).digest(),
      JSON.stringify(response),
      now,
    )
    return id
  })
  toIndex.push([id, gramsOf(input.text).join(' '), cell])
  return { route: 'raw', response: json(response) }
}

const ready: Route = ({ path }) =>
  Promise.resolve(path === '/readyz' ? { route: 'readyz', response: json({ ok: true }) } : undefined)

const log = createLog({ level: env.logLevel })
await listen(
  createApp({ log, metrics: createMetrics(), proxies: addressList([]), routes: [progress, open, submit, ready] }),
  { port: env.port, host: '127.0.0.1' },
)
process.on('SIGTERM', () => process.exit(0))
