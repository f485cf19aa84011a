import { CivicError, PHONE_PROOF_DAYS } from '@civicgrid/contracts'
import { lookupHash, openFor, sealFor, type Tx } from '../../kernel/index.ts'
import { findResident } from '../people.store.ts'
import { PROFILE, registerResident, type Profile } from '../register.ts'
import { logResident } from '../resident-log.ts'
import { findOwner, letGoOfPhone, provePhone, setPhone } from './phones.store.ts'

const PROOF_MS = PHONE_PROOF_DAYS * 24 * 3_600_000
/** Events of the service itself. */
const SYSTEM = { kind: 'system', id: null, role: null } as const

/**
 * The account of whoever has just proved a number: the one that is found by it, else a new one. Where nobody proved it for
 * half a year it may have a new owner, who must not read what the old one sent: that account keeps its other ways in.
 * @param jurisdiction of a new account
 */
export async function ownerOf(
  tx: Tx,
  { phone, jurisdiction, now }: { phone: string; jurisdiction: string; now: number },
): Promise<{ id: number; jurisdiction: string }> {
  const owner = await findOwner(tx, lookupHash(tx.keys, phone))
  if (owner && owner.erasedAt === null && now - (owner.phoneAt ?? owner.createdAt) <= PROOF_MS) {
    await provePhone(tx, owner.id, now)
    return { id: owner.id, jurisdiction: owner.jurisdiction }
  }
  if (owner) {
    await letGoOfPhone(tx, owner.id)
    if (owner.erasedAt === null)
      await logResident(tx, owner.id, [{ type: 'numberHandedOn', data: { way: 'phone' } }], now, SYSTEM)
  }
  const { id } = await registerResident(tx, { jurisdiction, name: '', phone, now })
  await provePhone(tx, id, now)
  return { id, jurisdiction }
}

async function profileOf(tx: Tx, residentId: number): Promise<{ subjectId: number; profile: Profile }> {
  const row = await findResident(tx, residentId)
  const profile = row && (await openFor<Profile>(tx, row.subjectId, PROFILE, row.profile))
  if (!row || !profile) throw new CivicError('UNAUTHENTICATED', { message: 'the account is gone' })
  return { subjectId: row.subjectId, profile }
}

/** Makes a number that was just proved a way into an account. @throws CivicError LINKED_ELSEWHERE */
export async function linkPhone(tx: Tx, residentId: number, phone: string, now: number): Promise<void> {
  const phoneHash = lookupHash(tx.keys, phone)
  const owner = await findOwner(tx, phoneHash)
  if (owner && owner.id !== residentId && owner.erasedAt === null)
    throw new CivicError('LINKED_ELSEWHERE', { message: 'the number is another account’s' })
  if (owner && owner.id !== residentId) await letGoOfPhone(tx, owner.id)
  const { subjectId, profile } = await profileOf(tx, residentId)
  const sealed = await sealFor(tx, subjectId, PROFILE, { ...profile, phone })
  await setPhone(tx, residentId, { profile: sealed, phoneHash, phoneAt: now })
  await logResident(tx, residentId, [{ type: 'wayLinked', data: { way: 'phone' } }], now)
}

export async function unlinkPhone(tx: Tx, residentId: number, now: number): Promise<void> {
  const { subjectId, profile } = await profileOf(tx, residentId)
  const sealed = await sealFor(tx, subjectId, PROFILE, { ...profile, phone: null })
  await setPhone(tx, residentId, { profile: sealed, phoneHash: null, phoneAt: null })
  await logResident(tx, residentId, [{ type: 'wayUnlinked', data: { way: 'phone' } }], now)
}
