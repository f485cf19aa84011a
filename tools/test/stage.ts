import type { Cluster } from '../pg.ts'

/** How many checks or tests of a stage held; `words` is what its tool said, shown when something failed. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  readonly words: string
  /** Names of tests that held only when they were tried again. */
  readonly again?: readonly string[]
}

export interface Stage {
  /** What `--only` calls it, and the name in the table of times. */
  readonly name: string
  /** Needs a PostgreSQL cluster; it is started once, before the first stage that asks for it. */
  readonly postgres?: boolean
  run(context: StageContext): Promise<Tally>
}

export interface StageContext {
  readonly root: string
  /** The run's cluster, for stages that asked for it. */
  readonly cluster: Cluster | undefined
}

export interface StageResult extends Tally {
  readonly name: string
  readonly seconds: number
}
