import type { Fault } from './types.ts'

export interface Faults {
  add(fault: Fault): void
  /** The next fault for one of these procedures, which is then used up once more. */
  take(procedures: readonly string[]): Fault | undefined
  clear(): void
}

export function createFaults(): Faults {
  let waiting: (Fault & { left: number })[] = []
  return {
    add(fault) {
      if ((fault.code === undefined) === (fault.cut === undefined))
        throw new TypeError('a fault is either a code or a cut')
      waiting.push({ ...fault, left: fault.times ?? 1 })
    },
    take(procedures) {
      const found = waiting.find(({ on }) => on === undefined || procedures.includes(on))
      if (found && --found.left <= 0) waiting = waiting.filter((other) => other !== found)
      return found
    },
    clear() {
      waiting = []
    },
  }
}
