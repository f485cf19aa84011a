import { CivicError } from '../contracts/constants.ts'
import { isCivicError } from './errors.ts'
import type { IdentityFacade } from './facades/identity.ts'
import { withDeadline } from './transport/abort.ts'
import type { Me } from './wire/identity.ts'

/** The longest that an app is kept waiting. */
const READY_MS = 3_000

/** Who is speaking, or why that is not known; exactly one of the two is null. */
export type Ready = { me: Me; error: null } | { me: null; error: CivicError }

/** Asks who is speaking, once at a time however many ask. */
export function readiness(identity: IdentityFacade): () => Promise<Ready> {
  let asking: Promise<Ready> | undefined

  async function ask(): Promise<Ready> {
    try {
      const me = await withDeadline(undefined, READY_MS, (signal) => identity.me({ signal }))
      return { me, error: null }
    } catch (cause) {
      const error = isCivicError(cause) ? cause : new CivicError('INTERNAL', { message: 'not ready', cause })
      return { me: null, error }
    } finally {
      asking = undefined
    }
  }
  return () => (asking ??= ask())
}
