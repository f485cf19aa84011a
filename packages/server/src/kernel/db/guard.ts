import { AsyncLocalStorage } from 'node:async_hooks'

/** One run of a unit of work; `open` ends with it, so that what it started and left running may read again. */
export interface Unit {
  open: boolean
}

const current = new AsyncLocalStorage<Unit>()

/** Runs `fn` so that everything it calls, however indirectly, is known to be inside this unit of work. */
export function inUnit<T>(unit: Unit, fn: () => T): T {
  return current.run(unit, fn)
}

/**
 * A query beside the open unit of work would read what is committed rather than what the unit has just written, and on a
 * shared connection would even be rolled back with it; a unit inside a unit would wait for itself. Both are mistakes in
 * the program, so they throw at once instead of working most of the time.
 */
export function assertOutside(what: string): void {
  if (current.getStore()?.open) throw new StrayQuery(what)
}

class StrayQuery extends Error {
  override readonly name = 'StrayQuery'
  constructor(what: string) {
    super(`${what} was called inside an open unit of work: use the tx that the unit was given`)
  }
}
