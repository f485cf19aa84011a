import { lookupHash, type Keyring, type Tx } from '../../kernel/index.ts'
import { registerResident } from '../register.ts'
import { deleteLink, findByPhone, findLinked, insertLink } from './hosts.store.ts'

/** Somebody as their issuer knows them. */
export interface Outsider {
  /** Code of the host app, or another issuer. */
  readonly issuer: string
  readonly subject: string
  readonly name: string
  readonly phone: string | null
  /** The issuer has made sure of the number. Nobody is found, or can be found later, by one that is only said. */
  readonly phoneVerified: boolean
  /** Area path. */
  readonly jurisdiction: string
}

/** Under which somebody of elsewhere is kept: nobody reads from it what they are called there. */
export const subjectHashOf = (keys: Keyring, issuer: string, subject: string): Buffer =>
  lookupHash(keys, `subject ${JSON.stringify([issuer, subject])}`)

/** Another unit of work has just linked the same person: to be tried again, and then they are found. */
export class LinkedMeanwhile extends Error {}

/**
 * The account of somebody who comes from elsewhere: the one that they have, else by a verified number, else a new one. A
 * number that somebody else of the same issuer already came by was handed on to a new owner, who gets an own account.
 * @returns the resident's id @throws LinkedMeanwhile
 */
export async function residentOf(tx: Tx, outsider: Outsider, now: number): Promise<number> {
  const { issuer, subject, name, phone, phoneVerified, jurisdiction } = outsider
  const subjectHash = subjectHashOf(tx.keys, issuer, subject)
  const linked = await findLinked(tx, issuer, subjectHash)
  if (linked && linked.erasedAt === null) return linked.id
  if (linked) await deleteLink(tx, issuer, subjectHash)

  const owner = phone === null ? undefined : await findByPhone(tx, lookupHash(tx.keys, phone), issuer)
  const isTheirs = phoneVerified && owner && !owner.linked
  const residentId = isTheirs
    ? owner.id
    : (await registerResident(tx, { jurisdiction, name, phone, found: phoneVerified && !owner, now })).id
  if (!(await insertLink(tx, { issuer, subjectHash, residentId, linkedAt: now }))) throw new LinkedMeanwhile()
  return residentId
}
