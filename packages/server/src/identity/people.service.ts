import { CivicError, type City, type CityText } from '@civicgrid/contracts'
import { openFor, type Sql } from '../kernel/index.ts'
import { findResident, findStaffName } from './people.store.ts'
import { PROFILE, type Profile } from './register.ts'

/** What other capabilities may ask of people; each call takes the unit of work or the reads it belongs to. */

/** Whose key encrypts what a resident says. @throws CivicError UNAUTHENTICATED when the account is gone */
export async function subjectOfResident(sql: Sql, residentId: number): Promise<number> {
  const resident = await findResident(sql, residentId)
  if (!resident) throw new CivicError('UNAUTHENTICATED', { message: 'the account is gone' })
  return resident.subjectId
}

/** Name and number of an account; null once it has been erased. */
export async function profileOfResident(sql: Sql, residentId: number): Promise<Profile | null> {
  const resident = await findResident(sql, residentId)
  return resident ? openFor<Profile>(sql, resident.subjectId, PROFILE, resident.profile) : null
}

/** Names of staff by id, for staff: residents are told the body, never the person. */
export async function staffNames(sql: Sql, ids: Iterable<number>): Promise<Map<number, string>> {
  const names = new Map<number, string>()
  for (const id of new Set(ids)) {
    const name = await findStaffName(sql, id)
    if (name !== undefined) names.set(id, name)
  }
  return names
}

/** What the city calls the people of its demo, by their codes. */
export function personaTexts({
  residents,
  staff,
}: City): (code: string) => { name: CityText; about: CityText } | undefined {
  const people = new Map([
    ...residents.map(({ code, name, about }) => [code, { name, about }] as const),
    ...staff.personas.map(({ code, name, title }) => [code, { name, about: title }] as const),
  ])
  return (code) => people.get(code)
}
