import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { CivicError } from '@civicgrid/contracts/constants'
import { inUnit } from './guard.ts'
import { isLostRace, postgresError, RETRY_AFTER_MS } from './postgres.errors.ts'
import { PostgresTx } from './postgres.tx.ts'
import type { DbLimits, Equipment, Tx } from './types.ts'

const ATTEMPTS = 5

/** Units of work on a pool: READ COMMITTED, and compare-and-set on versions where two might meet. */
export class PostgresWriter {
  readonly #pool: pg.Pool
  readonly #equipment: Equipment
  readonly #limits: DbLimits

  constructor(pool: pg.Pool, equipment: Equipment, limits: DbLimits) {
    this.#pool = pool
    this.#equipment = equipment
    this.#limits = limits
  }

  async work<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      if (this.#pool.waitingCount >= this.#limits.queue)
        throw new CivicError('OVERLOADED', { message: 'too many units of work wait', retryAfterMs: RETRY_AFTER_MS })
      try {
        return await this.#once(fn)
      } catch (error) {
        if (!isLostRace(error) || attempt === ATTEMPTS) throw postgresError(error)
        await sleep(Math.random() * 10 * attempt)
      }
    }
  }

  async #once<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect()
    const tx = new PostgresTx(this.#equipment, client)
    let broken: Error | undefined
    try {
      // Not waited for: the first statement goes out behind it, and fails with it.
      tx.begin(client.query('BEGIN'))
      const value = await this.#inTime(
        tx,
        inUnit(tx.unit, () => fn(tx)),
      )
      if (tx.failure !== undefined) throw tx.failure
      tx.unit.open = false
      const { command } = await client.query('COMMIT')
      // What PostgreSQL answers when a statement that nobody waited for has failed.
      if (command !== 'COMMIT') throw tx.failure ?? new Error('the unit of work was rolled back')
      for (const effect of tx.effects) queueMicrotask(effect)
      return value
    } catch (error) {
      const abandoned = !tx.unit.open
      tx.unit.open = false
      // After a time-out or a failed COMMIT nobody knows what the connection is still doing: it goes.
      if (abandoned) broken = error instanceof Error ? error : new Error('unit of work failed')
      else await client.query('ROLLBACK').catch((e: Error) => (broken = e))
      throw error
    } finally {
      client.release(broken)
    }
  }

  /** A unit that waits for anything but the database holds a connection and its locks, so its time is bounded. */
  #inTime<T>(tx: PostgresTx, result: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        tx.unit.open = false
        reject(new CivicError('TIMEOUT', { message: 'a unit of work stayed open too long' }))
      }, this.#limits.workMs)
      result.then(resolve, reject).finally(() => clearTimeout(timer))
    })
  }
}
