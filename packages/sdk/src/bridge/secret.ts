import { credentialsOver, EARLY_MS, type Session } from '../session/session.ts'
import { newSecret } from './proof.ts'

/** What a page may do with a secret that it asked for. */
export interface AskedSecret {
  /** What may be shown of it: SHA-256. */
  proof: string
  /** What only this page knows. */
  verifier: string
  /** The token that the next one takes the place of. */
  renews?: string | undefined
}

/**
 * For a page in a partner's frame: a token in memory, by a secret of the partner's server each time; asked for anew before it
 * ends, once at a time however many calls wait. Without one whoever sits there is a guest.
 * @param open asks for a secret and exchanges it; null while nobody is signed in
 */
export const secretSession =
  (open: (asked: AskedSecret) => Promise<{ token: string; expiresAt: string } | null>): Session =>
  () => {
    let renews: string | undefined
    return credentialsOver(async () => {
      const opened = await open({ ...(await newSecret()), renews }).catch(() => null)
      // Who signs in at the partner's page in a moment is asked for with the next call.
      if (!opened) return { token: null, until: 0 }
      renews = opened.token
      return { token: opened.token, until: Date.parse(opened.expiresAt) - EARLY_MS }
    })
  }
