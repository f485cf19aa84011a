import type { StaffRole } from '@civicgrid/contracts'
import { createSubject, lookupHash, sealFor, type Tx } from '../kernel/index.ts'
import { insertResident, insertRole, insertStaff } from './people.store.ts'

/** What is kept of a resident under their own key, and what it is sealed for. */
export interface Profile {
  name: string
  phone: string | null
}
export const PROFILE = 'Resident'

/** `138****5678`: enough to know one's own number again. */
export const masked = (phone: string | null): string | null =>
  phone && phone.length >= 7 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : null

export interface NewResident {
  /** Area path of the city or district the account belongs to. */
  jurisdiction: string
  name: string
  /** Eleven digits; null where the way in gave none. */
  phone: string | null
  /** Demo door only. */
  persona?: string | null
  /** Whether the account can be found by its number, which somebody must have made sure of; true unless told otherwise. */
  found?: boolean
  now: number
}

/** Opens an account with a key of its own. */
export async function registerResident(tx: Tx, resident: NewResident): Promise<{ id: number; subjectId: number }> {
  const { jurisdiction, name, phone, persona = null, found = true, now } = resident
  const subjectId = await createSubject(tx)
  const profile: Profile = { name, phone }
  const id = await insertResident(tx, {
    jurisdiction,
    subjectId,
    persona,
    profile: await sealFor(tx, subjectId, PROFILE, profile),
    phoneHash: phone === null || !found ? null : lookupHash(tx.keys, phone),
    createdAt: now,
  })
  return { id, subjectId }
}

export interface NewStaff {
  name: string
  /** Work number, for colleagues only. */
  phone?: string | null
  /** Demo door only. */
  persona?: string | null
  roles: readonly { role: StaffRole; areaPath: string; bodyCode: string | null; from: number; until: number | null }[]
}

/** @returns the staff member's id */
export async function registerStaff(tx: Tx, staff: NewStaff): Promise<number> {
  const staffId = await insertStaff(tx, {
    persona: staff.persona ?? null,
    name: staff.name,
    phone: staff.phone ?? null,
  })
  for (const { role, areaPath, bodyCode, from, until } of staff.roles)
    await insertRole(tx, { staffId, role, areaPath, bodyCode, fromAt: from, untilAt: until })
  return staffId
}
