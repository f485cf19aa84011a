import { keep } from './keep.ts'

/** Set while something waits to be sent, so that a page without anything to send loads nothing for it. */
const FLAG = 'civic.waiting'

export const somethingWaits = (): boolean => keep.get(FLAG) !== null

export function markWaiting(waits: boolean): void {
  try {
    if (waits) keep.set(FLAG, '1')
    else keep.remove(FLAG)
  } catch {
    // It is looked for on the page of one's own appeals, too.
  }
}
