import { dueAt } from '@civicgrid/contracts'
import { city, type Leaf } from './cast.ts'

/** Sets the clock of a server that runs as a test. @param now epoch milliseconds */
export async function setClock(url: string, now: number): Promise<void> {
  const answer = await fetch(`${url}/test/clock`, {
    method: 'POST',
    body: JSON.stringify({ now: new Date(now).toISOString() }),
  })
  if (!answer.ok) throw new Error(`the clock does not move: ${answer.status}`)
}

/** The next half hour from which the first contact's limit runs for so many milliseconds, whatever day it is. */
export function whenLimitsRun({ limits }: Leaf, ms: number): number {
  const until = (from: number) => dueAt(from, limits.firstContact, city.calendar)
  for (let at = Date.now(); ; at += 1_800_000) if (until(at + ms) - until(at) >= ms) return at
}
