import { EMBED_SESSIONS_PATH } from '@civicgrid/contracts/constants'
import { secretSession } from '@civicgrid/sdk/bridge'
import type { Session } from '@civicgrid/sdk'
import type { Prefill, PrefillWindow } from '../begun.ts'
import { holder } from './connect.ts'
import type { EmbedWindow } from './window.ts'

interface Opened {
  token: string
  expiresAt: string
  account: string
  prefill: Prefill | null
}

let account: string | undefined

/** Of a page in a partner's frame: five minutes in memory, by single-use secrets that the partner's server is asked for. */
export const embedSession: Session = secretSession(async ({ proof, verifier, renews }) => {
  const found = await holder()
  const secret = await found?.link.ask('secret', { proof })
  if (!found || !secret) return null
  const { integration } = (window as EmbedWindow).civicEmbed?.asked ?? { integration: '' }
  const answer = await fetch(EMBED_SESSIONS_PATH, {
    method: 'POST',
    credentials: 'omit',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ integration, secret, verifier, origin: found.origin, renews }),
  })
  if (!answer.ok) return null
  const opened = (await answer.json()) as Opened
  // Another person sits there now: nothing of the one before stays on this page.
  if (account !== undefined && account !== opened.account) location.reload()
  account = opened.account
  if (opened.prefill) (window as PrefillWindow).civicPrefill = opened.prefill
  return opened
})
