import type pg from 'pg'
import type { Random } from '../random.ts'
import type { Keyring } from '../keys/keyring.ts'
import type { Unit } from './guard.ts'
import { nameOf } from './postgres.sql.ts'
import type { Equipment, Topic, Tx, Value } from './types.ts'

/** A connection inside BEGIN, as one unit of work sees it. */
export class PostgresTx implements Tx {
  readonly dialect = 'postgresql'
  readonly keys: Keyring
  readonly random: Random
  readonly unit: Unit = { open: true }
  readonly effects: (() => void)[] = []
  /** The first statement that failed; PostgreSQL itself would turn the COMMIT into a silent rollback. */
  failure: unknown = undefined
  readonly #equipment: Equipment
  readonly #client: pg.PoolClient

  constructor(equipment: Equipment, client: pg.PoolClient) {
    this.#equipment = equipment
    this.keys = equipment.keys
    this.random = equipment.random
    this.#client = client
  }

  async get<R>(sql: string, ...p: Value[]): Promise<R | undefined> {
    return (await this.#query<R>(sql, p)).rows[0]
  }

  async all<R>(sql: string, ...p: Value[]): Promise<R[]> {
    return (await this.#query<R>(sql, p)).rows
  }

  async run(sql: string, ...p: Value[]): Promise<{ changes: number }> {
    return { changes: (await this.#query(sql, p)).rowCount }
  }

  afterCommit(effect: () => void): void {
    this.effects.push(effect)
  }

  announce(topic: Topic): void {
    this.effects.push(() => this.#equipment.announce(topic))
  }

  /** The BEGIN that is on its way. */
  begin(begun: Promise<unknown>): void {
    begun.catch((error: unknown) => {
      this.failure ??= error
    })
  }

  async #query<R>(sql: string, values: Value[]): Promise<{ rows: R[]; rowCount: number }> {
    if (!this.unit.open) throw new Error('this unit of work is over')
    if (this.failure !== undefined) throw this.failure
    try {
      const { name, text } = nameOf(sql)
      const { rows, rowCount } = await this.#client.query({ name, text, values })
      return { rows: rows as R[], rowCount: rowCount ?? 0 }
    } catch (error) {
      // Statements behind the one that failed fail with "current transaction is aborted"; the first says why.
      this.failure ??= error
      throw this.failure
    }
  }
}
