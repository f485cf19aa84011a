import type { Me } from '@civicgrid/sdk'
import { kept } from './store.ts'

/** Who was last signed in here: enough to keep things for them where nobody can be asked, and nothing that names them. */
export interface Holder {
  /** `account` of `identity.me()`. */
  account: string
  /** Their own number is known to the city, so that no other has to be written. */
  phone: boolean
}

const KEY = 'civic-account'

function read(): Holder | null {
  try {
    const holder = JSON.parse(kept.get(KEY) ?? 'null') as Holder | null
    return typeof holder?.account === 'string' ? holder : null
  } catch {
    return null
  }
}

let known: Holder | null | undefined

/** Whoever holds this phone, as far as it knows; null for a guest, and after somebody chose to be signed out. */
export const holder = (): Holder | null => (known === undefined ? (known = read()) : known)

/** What the server has just said. */
export function noteHolder(me: Me): void {
  known = me.kind === 'resident' ? { account: me.account, phone: Boolean(me.phone) } : null
  try {
    if (known) kept.set(KEY, JSON.stringify(known))
    else kept.remove(KEY)
  } catch {
    // It is known as long as the program runs.
  }
}
