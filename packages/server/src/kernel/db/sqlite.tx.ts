import type { Statement } from 'better-sqlite3'
import type { Random } from '../random.ts'
import type { Keyring } from '../keys/keyring.ts'
import type { Unit } from './guard.ts'
import type { Equipment, Topic, Tx, Value } from './types.ts'

/** The writer connection as one unit of work sees it. Statements run at once; the promises are already settled. */
export class SqliteTx implements Tx {
  readonly dialect = 'sqlite'
  readonly keys: Keyring
  readonly random: Random
  readonly unit: Unit = { open: true }
  readonly effects: (() => void)[] = []
  /** The first statement that failed. PostgreSQL refuses to go on after one; so that code tested here works there, so do we. */
  failure: unknown = undefined
  readonly #equipment: Equipment
  readonly #prepare: (sql: string) => Statement<unknown[], unknown>

  constructor(equipment: Equipment, prepare: (sql: string) => Statement<unknown[], unknown>) {
    this.#equipment = equipment
    this.keys = equipment.keys
    this.random = equipment.random
    this.#prepare = prepare
  }

  get<R>(sql: string, ...p: Value[]): Promise<R | undefined> {
    return this.#statement((s) => s.get(...p) as R | undefined, sql)
  }

  all<R>(sql: string, ...p: Value[]): Promise<R[]> {
    return this.#statement((s) => s.all(...p) as R[], sql)
  }

  run(sql: string, ...p: Value[]): Promise<{ changes: number }> {
    return this.#statement((s) => s.run(...p), sql)
  }

  afterCommit(effect: () => void): void {
    this.effects.push(effect)
  }

  announce(topic: Topic): void {
    this.effects.push(() => this.#equipment.announce(topic))
  }

  #statement<T>(execute: (statement: Statement<unknown[], unknown>) => T, sql: string): Promise<T> {
    if (!this.unit.open) return Promise.reject(new Error('this unit of work is over'))
    if (this.failure !== undefined) return Promise.reject(this.failure)
    try {
      return Promise.resolve(execute(this.#prepare(sql)))
    } catch (error) {
      this.failure = error
      return Promise.reject(error)
    }
  }
}
