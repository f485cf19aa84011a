import { CivicError } from '@civicgrid/contracts/constants'
import { sha256 } from './json.ts'
import type { Json } from './json.ts'
import type { Clock } from './clock.ts'
import type { Db, Sql, Tx } from './db/types.ts'
import { told } from './events/conflict.ts'
import type { EventActor } from './events/types.ts'

export interface CommandContext {
  readonly db: Db
  readonly clock: Clock
}

export interface Command {
  /** The procedure's name, as the contract has it: `appeals.submit`. */
  readonly procedure: string
  readonly actor: EventActor
  /** Chosen by the client; unique for this actor and procedure, kept for 30 days. */
  readonly idempotencyKey: string
  /**
   * What the key stands for: the same key with another input is refused. As its schema parsed it, so with its fields in the
   * schema's order, however the client had them.
   */
  readonly input: unknown
}

/** How long an answer can be asked for again. */
export const IDEMPOTENCY_DAYS = 30

const FIND = 'SELECT "bodyHash", "response" FROM "Idempotency" WHERE "actor" = ? AND "procedure" = ? AND "key" = ?'
const FORGET = 'DELETE FROM "Idempotency" WHERE "actor" = ? AND "procedure" = ? AND "key" = ?'
const SWEEP_PAGE = 200
const KEEP =
  'INSERT INTO "Idempotency" ("actor", "procedure", "key", "bodyHash", "response", "at") VALUES (?, ?, ?, ?, ?, ?)'

/**
 * Runs a command once for its key: state, events and the record of the answer are committed together, or not at all. The
 * same command again gets the stored answer without running.
 * @param run makes the receipt: small JSON without personal data, enough to find the thing again
 * @throws CivicError IDEMPOTENCY_CONFLICT for the same key with another input; whatever `run` and `Db.work` throw
 */
export async function command<R extends Json>(
  ctx: CommandContext,
  what: Command,
  run: (tx: Tx) => Promise<R>,
): Promise<R> {
  const name = nameOf(what)
  const bodyHash = bodyHashOf(what)
  try {
    return await ctx.db.work(async (tx) => {
      const stored = await find<R>(tx, name, bodyHash)
      if (stored !== undefined) return stored.receipt
      const receipt = await run(tx)
      await keepAnswer(tx, what, receipt, ctx.clock.now())
      return receipt
    })
  } catch (error) {
    // On PostgreSQL the same command sent twice at once runs twice, and one of the two fails late, on whatever row they
    // meet at first. Its answer is the other one's.
    if (ctx.db.dialect === 'postgresql' && !(error instanceof CivicError && error.retryable)) {
      const stored = await find<R>(ctx.db.read, name, bodyHash)
      if (stored !== undefined) return stored.receipt
    }
    throw await told(ctx.db.read, error, what.actor)
  }
}

const nameOf = ({ actor, procedure, idempotencyKey }: Command) =>
  [`${actor.kind}:${actor.id ?? ''}`, procedure, idempotencyKey] as const
const bodyHashOf = ({ input }: Command): Buffer => sha256(JSON.stringify(input ?? null))

/** Writes the record of an answer, as `command` does. By itself only for seeds, which live through years in minutes. */
export async function keepAnswer(tx: Tx, what: Command, receipt: Json, at: number): Promise<void> {
  await tx.run(KEEP, ...nameOf(what), bodyHashOf(what), JSON.stringify(receipt), at)
}

async function find<R>(
  sql: Sql,
  name: readonly [string, string, string],
  bodyHash: Buffer,
): Promise<{ receipt: R } | undefined> {
  const row = await sql.get<{ bodyHash: Buffer; response: string }>(FIND, ...name)
  if (row === undefined) return undefined
  if (!bodyHash.equals(row.bodyHash)) throw new CivicError('IDEMPOTENCY_CONFLICT')
  return { receipt: JSON.parse(row.response) as R }
}

/** Forgets answers older than 30 days, a page at a time so that commands get in between. @returns how many */
export async function sweepIdempotency({ db, clock }: CommandContext): Promise<number> {
  const before = clock.now() - IDEMPOTENCY_DAYS * 86_400_000
  for (let swept = 0; ;) {
    const old = await db.read.all<{ actor: string; procedure: string; key: string }>(
      'SELECT "actor", "procedure", "key" FROM "Idempotency" WHERE "at" < ? ORDER BY "at" LIMIT ?',
      before,
      SWEEP_PAGE,
    )
    if (old.length === 0) return swept
    await db.work(async (tx) => {
      for (const { actor, procedure, key } of old) await tx.run(FORGET, actor, procedure, key)
    })
    swept += old.length
  }
}
