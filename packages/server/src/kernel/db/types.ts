import type { Random } from '../random.ts'
import type { Keyring } from '../keys/keyring.ts'
import type { PrismaReader } from './prisma-reader.ts'

/** What a column can hold in raw SQL, the same on both databases. Instants are epoch milliseconds, JSON is text. */
export type Value = string | number | null | Uint8Array

export type Dialect = 'sqlite' | 'postgresql'

/**
 * Raw SQL, the same text on both databases: `?` placeholders, "quoted" names, `INSERT … RETURNING`.
 * A text is prepared once and kept, so write texts that do not change with their values.
 */
export interface Sql {
  readonly dialect: Dialect
  /** The keys that seal and open what this database holds. */
  readonly keys: Keyring
  /** The first row, or undefined. */
  get<R>(sql: string, ...p: Value[]): Promise<R | undefined>
  all<R>(sql: string, ...p: Value[]): Promise<R[]>
}

/** A unit of work that is open. Once a statement has failed nothing more can be done with it. */
export interface Tx extends Sql {
  run(sql: string, ...p: Value[]): Promise<{ changes: number }>
  readonly random: Random
  /** Runs after the commit, in order, and not at all when there is none. Must not throw. */
  afterCommit(effect: () => void): void
  /** `Db.announce` after the commit. */
  announce(topic: Topic): void
}

export interface Db {
  readonly dialect: Dialect
  readonly keys: Keyring
  /** Reads what is committed, on a read-only connection. Throws at once inside an open unit of work: use its `tx`. */
  readonly read: Sql
  /** Prisma's typed reads, under the same rule as `read`. */
  readonly prisma: PrismaReader
  /**
   * Runs `fn` and commits all that it wrote, or nothing. Settles only after the commit is on disk.
   * `fn` may be run again (a lost race, a neighbour's failed commit), so it must have no other effect than through `tx`,
   * and must wait for nothing but the database.
   * @throws CivicError OVERLOADED (queue full or database locked for 5 s, with retryAfterMs), STORAGE_FULL, TIMEOUT
   */
  work<T>(fn: (tx: Tx) => Promise<T>): Promise<T>
  /** Tells every process (this one too) that something happened to the log; heard by `listen`. Coalesced, best effort. */
  announce(topic: Topic): void
  /** @returns a function that stops listening */
  listen(topic: Topic, heard: () => void): () => void
  /** Waits for the units of work under way, then lets go of the database. */
  close(): Promise<void>
}

/** `appended`: events are committed; `positioned`: they have their place in the log and readers may read them. */
export type Topic = 'appended' | 'positioned'

/** What every unit of work of a database is given. */
export interface Equipment {
  readonly keys: Keyring
  readonly random: Random
  readonly announce: (topic: Topic) => void
}

export interface DbLimits {
  /** Units of work that may wait; one more is refused with OVERLOADED. */
  queue: number
  /** Milliseconds that a unit of work may wait for a locked database. */
  busyMs: number
  /** Milliseconds that a unit of work may stay open. */
  workMs: number
  /** SQLite: units of work in one commit, and milliseconds after which no further one joins. 1 turns grouping off. */
  groupSize: number
  groupMs: number
  /** PostgreSQL: connections for units of work, and as many for reads. */
  connections: number
}

export const DEFAULT_LIMITS: DbLimits = {
  queue: 512,
  busyMs: 5_000,
  workMs: 5_000,
  groupSize: 64,
  groupMs: 20,
  connections: 10,
}
