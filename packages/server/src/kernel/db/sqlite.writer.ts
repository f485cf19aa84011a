import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import { CivicError } from '@civicgrid/contracts/constants'
import { inUnit } from './guard.ts'
import { isBusy, RETRY_AFTER_MS, sqliteError } from './sqlite.errors.ts'
import { SqliteTx } from './sqlite.tx.ts'
import { statementCache } from './statements.ts'
import type { DbLimits, Equipment, Tx } from './types.ts'

interface Job {
  readonly fn: (tx: Tx) => Promise<unknown>
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
  readonly inCallersContext: <R>(fn: () => R) => R
  readonly queuedAt: number
  /** Its group failed as a whole, and it was perhaps not to blame: it is tried once more by itself. */
  alone: boolean
}

/** A job whose work is done inside the group's transaction and waits for the commit. */
interface Done {
  readonly job: Job
  readonly tx: SqliteTx
  readonly value: unknown
}

/**
 * The one writer of a SQLite file. Units of work that wait at the same time share a transaction, each in a savepoint of its
 * own, and so one fsync; nobody is told of success before that commit.
 */
export class SqliteWriter {
  readonly #connection: Database
  readonly #equipment: Equipment
  readonly #limits: DbLimits
  readonly #prepare: ReturnType<typeof statementCache>
  #waiting: Job[] = []
  #running: Promise<void> | null = null
  #closed = false
  /** One timer, put off by each unit: making and clearing one for each would cost as much as a statement. */
  readonly #timer: NodeJS.Timeout
  readonly #committed: () => void
  #overdue: () => void = () => {}

  /** @param committed is called after each commit */
  constructor(connection: Database, equipment: Equipment, limits: DbLimits, committed: () => void = () => {}) {
    this.#committed = committed
    this.#connection = connection
    this.#equipment = equipment
    this.#limits = limits
    this.#prepare = statementCache(connection)
    this.#timer = setTimeout(() => this.#overdue(), limits.workMs).unref()
  }

  work<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    if (this.#closed)
      return Promise.reject(
        new CivicError('OVERLOADED', { message: 'the database is closing', retryAfterMs: RETRY_AFTER_MS }),
      )
    if (this.#waiting.length >= this.#limits.queue)
      return Promise.reject(
        new CivicError('OVERLOADED', { message: 'too many units of work wait', retryAfterMs: RETRY_AFTER_MS }),
      )
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({
        fn,
        resolve: resolve as (value: unknown) => void,
        reject,
        inCallersContext: AsyncLocalStorage.snapshot(),
        queuedAt: performance.now(),
        alone: false,
      })
      // Not before the event loop has handed out all requests that came in together: they make one group.
      this.#running ??= new Promise<void>((stopped) => setImmediate(() => void this.#drain().then(stopped)))
    })
  }

  /** Refuses new work and waits for what was accepted. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#running
    clearTimeout(this.#timer)
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      if (await this.#begin()) await this.#group()
      // Lets requests in between groups; and those that arrived during the fsync join the next one.
      await new Promise((resolve) => setImmediate(resolve))
    }
    this.#running = null
  }

  /** Waits for the write lock without blocking the event loop. @returns false when nobody waits any longer */
  async #begin(): Promise<boolean> {
    for (let pause = 2; ; pause = Math.min(pause * 1.5, 100)) {
      try {
        this.#prepare('BEGIN IMMEDIATE').run()
        return true
      } catch (error) {
        if (!isBusy(error)) {
          this.#rejectWaiting(() => true, error)
          return false
        }
        const since = performance.now() - this.#limits.busyMs
        this.#rejectWaiting((job) => job.queuedAt <= since, error)
        if (this.#waiting.length === 0) return false
        await sleep(pause)
      }
    }
  }

  #rejectWaiting(whose: (job: Job) => boolean, error: unknown): void {
    const all = this.#waiting
    this.#waiting = all.filter((job) => !whose(job))
    for (const job of all) if (whose(job)) job.reject(sqliteError(error))
  }

  /** Runs a group inside the transaction that is open, commits it, and settles its promises. */
  async #group(): Promise<void> {
    const started = performance.now()
    const done: Done[] = []
    for (let i = 0; i < this.#limits.groupSize; i++) {
      const job = this.#waiting[0]
      if (job === undefined || (job.alone && i > 0)) break
      this.#waiting.shift()
      await this.#inSavepoint(job, done)
      // Some errors (disk full, I/O) end the whole transaction; a job that was tried alone must not get company.
      if (!this.#connection.inTransaction) return this.#again(done)
      if (job.alone || performance.now() - started > this.#limits.groupMs) break
    }
    await this.#commit(done)
  }

  async #inSavepoint(job: Job, done: Done[]): Promise<void> {
    const tx = new SqliteTx(this.#equipment, this.#prepare)
    try {
      this.#prepare('SAVEPOINT unit').run()
      const value = await this.#inTime(
        tx,
        job.inCallersContext(() => inUnit(tx.unit, () => job.fn(tx))),
      )
      if (tx.failure !== undefined) throw tx.failure
      this.#prepare('RELEASE unit').run()
      done.push({ job, tx, value })
    } catch (error) {
      if (this.#connection.inTransaction) {
        this.#prepare('ROLLBACK TO unit').run()
        this.#prepare('RELEASE unit').run()
      }
      job.reject(sqliteError(error))
    } finally {
      tx.unit.open = false
      this.#overdue = () => {}
    }
  }

  /** A unit that waits for anything but the database holds everybody up, so its time is bounded. */
  #inTime<T>(tx: SqliteTx, result: Promise<T>): Promise<T> {
    this.#timer.refresh()
    return new Promise((resolve, reject) => {
      this.#overdue = () => {
        tx.unit.open = false
        reject(new CivicError('TIMEOUT', { message: 'a unit of work stayed open too long' }))
      }
      result.then(resolve, reject)
    })
  }

  async #commit(done: Done[]): Promise<void> {
    const until = performance.now() + this.#limits.busyMs
    for (;;) {
      try {
        this.#prepare('COMMIT').run()
        break
      } catch (error) {
        if (isBusy(error) && performance.now() < until) {
          await sleep(5)
          continue
        }
        if (this.#connection.inTransaction) this.#prepare('ROLLBACK').run()
        const only = done.length === 1 ? done[0] : undefined
        if (only !== undefined) only.job.reject(sqliteError(error))
        else this.#again(done)
        return
      }
    }
    this.#committed()
    for (const { job, tx, value } of done) {
      for (const effect of tx.effects) queueMicrotask(effect)
      job.resolve(value)
    }
  }

  /** What was rolled back with somebody else's failure goes first in the queue, each by itself. */
  #again(done: Done[]): void {
    this.#waiting.unshift(...done.map(({ job }) => ({ ...job, alone: true })))
  }
}
