import { codeOf } from '../../view/failure.ts'

const UNREACHED: ReadonlySet<string | null> = new Set(['NETWORK', 'TIMEOUT'])

/** Whether a failure says no more than that nobody was reached. */
export const unreached = (error: unknown): boolean => UNREACHED.has(codeOf(error))

/** Whether somebody has to sign in (again) before it goes. */
const signedOut = (error: unknown): boolean => codeOf(error) === 'UNAUTHENTICATED'

interface Item {
  readonly phase: string
  readonly error: unknown
}
const failed = (items: readonly Item[]) => items.filter(({ phase }) => phase === 'failed')

/** Whether a photo or a recording failed for a reason that stays: one that passes is no fault of whoever took it. */
export const stuck = (items: readonly Item[]): boolean =>
  failed(items).some(({ error }) => !unreached(error) && !signedOut(error))

/** What keeps photos and recordings from being sent now: a session that is over goes before a network that is away. */
export function heldUp(items: readonly Item[]): 'signIn' | 'network' | null {
  const errors = failed(items).map(({ error }) => error)
  if (errors.some(signedOut)) return 'signIn'
  return errors.length > 0 ? 'network' : null
}
