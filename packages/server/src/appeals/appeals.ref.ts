import { CivicError } from '@civicgrid/contracts'
import { openId, sealId, type Keyring } from '../kernel/index.ts'

/** What strangers call an appeal: its id, enciphered; it says nothing of the code. */
const LABEL = 'appeal reference'

/** The public reference of an appeal: 22 characters of base64url. */
export const refOf = (ring: Keyring, appealId: number): string => sealId(ring, LABEL, appealId)

/** The appeal that a reference names. @throws CivicError NOT_FOUND for whatever is none of ours */
export function idOfRef(ring: Keyring, ref: string): number {
  const id = openId(ring, LABEL, ref)
  if (id === null) throw new CivicError('NOT_FOUND', { message: 'no such appeal' })
  return id
}
