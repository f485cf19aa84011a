import { createHash, sign, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { Clock } from './clock.ts'
import type { Db, Sql } from './db/types.ts'
import type { Handover } from './keys/key-set.ts'

/** A signed statement of what the log said between two positions, both included. */
export interface Checkpoint {
  readonly fromPosition: number
  readonly toPosition: number
  /** SHA-256 over the digest before it and the hashes of the events in order, base64. */
  readonly digest: string
  /** Ed25519 over the line `civicgrid checkpoint 1 FROM TO DIGEST AT`, base64. */
  readonly signature: string
  readonly keyId: string
  /** ISO UTC. */
  readonly at: string
}

/** What is handed out and kept elsewhere, so that not even the owner of the database can rewrite the past unseen. */
export interface CheckpointExport {
  readonly format: 'civicgrid-checkpoints-1'
  /** PEM by key id. */
  readonly publicKeys: Readonly<Record<string, string>>
  /** How each signer after the first is vouched for by the one before it. */
  readonly handovers: readonly ({ readonly to: string } & Handover)[]
  readonly checkpoints: readonly Checkpoint[]
}

/** What does not agree with the log, or with itself. */
export interface CheckpointFinding {
  readonly what: 'changed' | 'missing' | 'forged'
  readonly fromPosition: number
  readonly toPosition: number
}

interface Gap {
  fromPosition: number
  toPosition: number
}

interface Row {
  fromPosition: number
  toPosition: number
  digest: Buffer
  signature: Buffer
  keyId: string
  at: number
}

/** Names the advisory lock under which checkpoints are added. */
const LOCK = 0x43_49_56_50
const NOTHING = Buffer.alloc(32)
const PAGE = 5_000
/** A checkpoint covers at most this many events, so that a check names a small range. */
const MOST = 50_000
const HASHES =
  'SELECT "position", "hash" FROM "Event" WHERE "position" > ? AND "position" <= ? ORDER BY "position" LIMIT ?'

/** Signs what came into the log since the last checkpoint. @returns how many checkpoints that made */
export async function makeCheckpoints(db: Db, clock: Clock): Promise<number> {
  for (let made = 0; ; made++) {
    const last = await db.read.get<Row>('SELECT * FROM "Checkpoint" ORDER BY "toPosition" DESC LIMIT 1')
    const top = await db.read.get<{ top: number | null }>('SELECT max("position") AS "top" FROM "Event"')
    const from = (last?.toPosition ?? 0) + 1
    const to = Math.min(top?.top ?? 0, from + MOST - 1)
    if (to < from) return made
    const { digest } = await digestOf(db.read, from, to, last?.digest ?? NOTHING)
    const { id, privateKey } = db.keys.signing
    const at = clock.now()
    const signature = sign(null, statement(from, to, digest, at), privateKey)
    await db.work(async (tx) => {
      // Another replica may be at it: the one that comes second finds the first one's checkpoint and leaves it at that.
      if (tx.dialect === 'postgresql') await tx.get('SELECT pg_advisory_xact_lock(?)', LOCK)
      const newest = await tx.get<{ top: number | null }>('SELECT max("toPosition") AS "top" FROM "Checkpoint"')
      if ((newest?.top ?? 0) !== from - 1) return
      await tx.run(
        'INSERT INTO "Checkpoint" ("fromPosition", "toPosition", "digest", "signature", "keyId", "at") VALUES (?, ?, ?, ?, ?, ?)',
        from,
        to,
        digest,
        signature,
        id,
        at,
      )
    })
  }
}

/** All checkpoints, to be published or kept by somebody else. */
export async function exportCheckpoints(sql: Sql): Promise<CheckpointExport> {
  const rows = await sql.all<Row>('SELECT * FROM "Checkpoint" ORDER BY "fromPosition"')
  const { signers } = sql.keys
  return {
    format: 'civicgrid-checkpoints-1',
    publicKeys: Object.fromEntries(
      signers.map(({ id, publicKey }) => [id, publicKey.export({ type: 'spki', format: 'pem' }).toString()]),
    ),
    handovers: signers.flatMap(({ id, handover }) => (handover ? [{ to: id, ...handover }] : [])),
    checkpoints: rows.map((row) => ({
      fromPosition: row.fromPosition,
      toPosition: row.toPosition,
      digest: row.digest.toString('base64'),
      signature: row.signature.toString('base64'),
      keyId: row.keyId,
      at: new Date(row.at).toISOString(),
    })),
  }
}

/**
 * Holds the log against checkpoints: those in the database, or an export that was kept elsewhere.
 * @param publicKeys of the signers by their ids, from a source that is trusted
 */
export async function verifyCheckpoints(
  sql: Sql,
  checkpoints: readonly Checkpoint[],
  publicKeys: ReadonlyMap<string, KeyObject>,
): Promise<CheckpointFinding[]> {
  const findings: CheckpointFinding[] = []
  let before = NOTHING
  let next = 1
  for (const checkpoint of checkpoints) {
    const { fromPosition, toPosition } = checkpoint
    if (fromPosition !== next) findings.push({ what: 'missing', fromPosition: next, toPosition: fromPosition - 1 })
    const digest = Buffer.from(checkpoint.digest, 'base64')
    const text = statement(fromPosition, toPosition, digest, Date.parse(checkpoint.at))
    const publicKey = publicKeys.get(checkpoint.keyId)
    if (!publicKey || !verify(null, text, publicKey, Buffer.from(checkpoint.signature, 'base64')))
      findings.push({ what: 'forged', fromPosition, toPosition })
    const log = await digestOf(sql, fromPosition, toPosition, before)
    for (const gap of log.missing) findings.push({ what: 'missing', ...gap })
    if (log.missing.length === 0 && !log.digest.equals(digest))
      findings.push({ what: 'changed', fromPosition, toPosition })
    before = digest
    next = toPosition + 1
  }
  return findings
}

function statement(from: number, to: number, digest: Buffer, at: number): Buffer {
  return Buffer.from(`civicgrid checkpoint 1 ${from} ${to} ${digest.toString('base64')} ${new Date(at).toISOString()}`)
}

async function digestOf(
  sql: Sql,
  from: number,
  to: number,
  before: Uint8Array,
): Promise<{ digest: Buffer; missing: Gap[] }> {
  const hash = createHash('sha256').update(before)
  const missing: Gap[] = []
  let seen = from - 1
  const upTo = (position: number) => {
    if (position > seen + 1) missing.push({ fromPosition: seen + 1, toPosition: position - 1 })
    seen = position
  }
  for (;;) {
    const page = await sql.all<{ position: number; hash: Buffer }>(HASHES, seen, to, PAGE)
    for (const row of page) {
      upTo(row.position)
      hash.update(row.hash)
    }
    if (page.length < PAGE) break
  }
  upTo(to + 1)
  return { digest: hash.digest(), missing }
}
