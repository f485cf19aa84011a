import type { Sql } from './db/types.ts'
import { chain, GENESIS, keyIdOf, same } from './events/envelope.ts'
import type { Envelope } from './events/envelope.ts'
import type { Keyring } from './keys/keyring.ts'
import { secretDigest } from './subjects.ts'
import type { ThingHead, ThingKinds } from './things.ts'

/**
 * tampered: the row is not what was written (or its secret part is not, or the thing's head is not its last event);
 * missing: a row between two others is gone; cut: the last rows are gone, or the thing itself is.
 */
export interface Finding {
  readonly what: 'tampered' | 'missing' | 'cut'
  readonly thingKind: string
  readonly thingId: number
  /** The event; null when the thing's own row is meant. */
  readonly seq: number | null
}

interface Row extends Envelope {
  mac: Buffer
  prevHash: Buffer
  hash: Buffer
  cipher: Buffer | null
}

const ROWS = `SELECT e."thingKind", e."thingId", e."seq", e."type", e."at", e."actorKind", e."actorId", e."actorRole", e."visibility",
  e."jurisdiction", e."data", e."mac", e."prevHash", e."hash", s."cipher"
  FROM "Event" e LEFT JOIN "EventSecret" s ON s."eventId" = e."id"`
const OF_THING = `${ROWS} WHERE e."thingKind" = ? AND e."thingId" = ? ORDER BY e."seq"`
/** Any one key is enough to go on from; the unique index gives them in this order. */
const OF_KIND = `${ROWS} WHERE e."thingKind" = ? AND (e."thingId" > ? OR (e."thingId" = ? AND e."seq" > ?)) ORDER BY e."thingId", e."seq" LIMIT ?`
const PAGE = 2_000

/** Checks one thing's chain against itself and against the thing's row. @returns nothing when all is as it was written */
export async function verifyThing(
  sql: Sql,
  things: ThingKinds,
  thingKind: string,
  thingId: number,
): Promise<Finding[]> {
  const head = thingKind in things ? await things[thingKind]?.head(sql, thingId) : 'unknown'
  const check = new ChainCheck(sql.keys, thingKind, thingId)
  for (const row of await sql.all<Row>(OF_THING, thingKind, thingId)) check.next(row)
  return check.end(head)
}

/** Checks every thing of every kind, a page at a time; takes about a minute for a million events. */
export async function* verifyAll(sql: Sql, things: ThingKinds): AsyncGenerator<Finding, void> {
  const kinds = new Set([...Object.keys(things), ...(await kindsInLog(sql))])
  for (const thingKind of kinds) yield* verifyKind(sql, things, thingKind)
}

/** A step per kind instead of a walk over all events. */
async function kindsInLog(sql: Sql): Promise<string[]> {
  const kinds: string[] = []
  for (;;) {
    const next = await sql.get<{ thingKind: string }>(
      'SELECT "thingKind" FROM "Event" WHERE "thingKind" > ? ORDER BY "thingKind" LIMIT 1',
      kinds.at(-1) ?? '',
    )
    if (next === undefined) return kinds
    kinds.push(next.thingKind)
  }
}

async function* verifyKind(sql: Sql, things: ThingKinds, thingKind: string): AsyncGenerator<Finding, void> {
  const heads = headsInOrder(sql, things, thingKind)
  let head = await heads.next()
  // Two lists in the same order, walked side by side: things, and chains of events.
  for await (const check of chainsInOrder(sql, thingKind)) {
    while (!head.done && head.value.thingId < check.thingId) {
      yield* new ChainCheck(sql.keys, thingKind, head.value.thingId).end(head.value)
      head = await heads.next()
    }
    if (!head.done && head.value.thingId === check.thingId) {
      yield* check.end(head.value)
      head = await heads.next()
    } else yield* check.end(thingKind in things ? undefined : 'unknown')
  }
  for (; !head.done; head = await heads.next())
    yield* new ChainCheck(sql.keys, thingKind, head.value.thingId).end(head.value)
}

async function* headsInOrder(sql: Sql, things: ThingKinds, thingKind: string): AsyncGenerator<ThingHead, void> {
  for (let after = 0; ;) {
    const page = (await things[thingKind]?.heads(sql, after, PAGE)) ?? []
    yield* page
    const last = page.at(-1)
    if (last === undefined) return
    after = last.thingId
  }
}

/** Each chain, gone through to its end. */
async function* chainsInOrder(sql: Sql, thingKind: string): AsyncGenerator<ChainCheck, void> {
  let check: ChainCheck | undefined
  for (let [thingId, seq] = [0, 0]; ;) {
    const page = await sql.all<Row>(OF_KIND, thingKind, thingId, thingId, seq, PAGE)
    for (const row of page) {
      if (check?.thingId !== row.thingId) {
        if (check !== undefined) yield check
        check = new ChainCheck(sql.keys, thingKind, row.thingId)
      }
      check.next(row)
    }
    const last = page.at(-1)
    if (last === undefined) break
    thingId = last.thingId
    seq = last.seq
  }
  if (check !== undefined) yield check
}

/** Follows one chain from its first event. */
class ChainCheck {
  readonly thingKind: string
  readonly thingId: number
  readonly #keys: Keyring
  readonly #findings: Finding[] = []
  #seq = 0
  #hash: Uint8Array = GENESIS

  constructor(keys: Keyring, thingKind: string, thingId: number) {
    this.#keys = keys
    this.thingKind = thingKind
    this.thingId = thingId
  }

  next(row: Row): void {
    const gap = row.seq - this.#seq - 1
    for (let i = 1; i <= gap; i++) this.#find('missing', this.#seq + i)
    // After a gap the previous hash is known from the row alone; its own mac says whether to believe it.
    const broken = gap === 0 && !same(row.prevHash, this.#hash)
    if (broken || !this.#authentic(row)) this.#find('tampered', row.seq)
    this.#seq = row.seq
    this.#hash = row.hash
  }

  /** @param head what the thing's row says; undefined when the row is gone; unknown when this kind has no rows */
  end(head: ThingHead | undefined | 'unknown'): Finding[] {
    if (head === 'unknown') return this.#findings
    if (head === undefined) {
      if (this.#seq > 0) this.#find('cut', null)
      return this.#findings
    }
    for (let seq = this.#seq + 1; seq <= head.version; seq++) this.#find('cut', seq)
    if (head.version < this.#seq) this.#find('tampered', null)
    if (head.version === this.#seq && !same(head.headHash, this.#hash)) {
      // Either the row of the thing was changed, or its last event together with the hash; the mac tells which.
      if (!this.#findings.some((finding) => finding.seq === this.#seq)) this.#find('tampered', null)
    }
    return this.#findings
  }

  #authentic(row: Row): boolean {
    const keyId = keyIdOf(row.mac)
    if (this.#keys.mac.key(keyId) === undefined) return false
    const { mac, hash } = chain(
      this.#keys,
      row.prevHash,
      row,
      row.cipher === null ? null : secretDigest(row.cipher),
      keyId,
    )
    return same(mac, row.mac) && same(hash, row.hash)
  }

  #find(what: Finding['what'], seq: number | null): void {
    this.#findings.push({ what, thingKind: this.thingKind, thingId: this.thingId, seq })
  }
}
