import type { Clock } from './clock.ts'
import type { Db } from './db/types.ts'
import type { Random } from './random.ts'

/** What a service is built on: everything that is not a pure rule comes through here. */
export interface Kernel {
  readonly db: Db
  readonly clock: Clock
  readonly random: Random
}
