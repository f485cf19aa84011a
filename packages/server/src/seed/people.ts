import {
  isWithin,
  type ResidentActor,
  type RoleGrant,
  type StaffActor,
  type StaffPersona,
  type StaffRole,
} from '@civicgrid/contracts'
import type { LoadedCity } from '../city/index.ts'
import { registerResident, registerStaff } from '../identity/register.ts'
import type { Db } from '../kernel/index.ts'
import type { Dice } from './dice.ts'

/** Everybody of a seeded city. */
export interface SeededPeople {
  readonly residents: readonly ResidentActor[]
  /** Callers without an account. */
  readonly callers: readonly { name: string; phone: string }[]
  /** Staff who hold a role over a place, the nearest first. */
  staff(role: StaffRole, areaPath: string): readonly StaffActor[]
  /** Who works the orders of a body at a place. */
  workers(bodyCode: string, areaPath: string): readonly StaffActor[]
}

/** Mainland numbers of a range that is never assigned: nobody is called by mistake. */
const madeUpNumber = (i: number): string => `1990000${String(1000 + i).padStart(4, '0')}`

/** Registers the city's personas, the colleagues of its bodies and some more residents, as of an instant. */
export async function seedPeople(
  db: Db,
  city: LoadedCity,
  dice: Dice,
  now: number,
  moreResidents: number,
): Promise<SeededPeople> {
  const rootPath = city.tree.pathOf(city.tree.root.code)
  const { names, personas } = city.city.staff
  const named = new Set(personas.map(({ code }) => code))
  const someName = (): string => `${dice.pick(names.family)['zh-CN']}${dice.pick(names.given)['zh-CN']}`

  const staff = await db.work(async (tx) => {
    const made: StaffActor[] = []
    for (const person of city.staff()) {
      const grant = grantOf(person, city)
      const id = await registerStaff(tx, {
        name: person.name['zh-CN'],
        persona: named.has(person.code) ? person.code : null,
        roles: [grant],
      })
      made.push({ kind: 'staff', id, name: person.name['zh-CN'], roles: [grant] })
    }
    return made
  })
  const residents = await db.work(async (tx) => {
    const known = city.city.residents.map(({ code, name, phone }) => ({ persona: code, name: name['zh-CN'], phone }))
    const others = Array.from({ length: moreResidents }, (_, i) => ({
      persona: null,
      name: someName(),
      phone: madeUpNumber(i),
    }))
    const made: ResidentActor[] = []
    for (const person of [...known, ...others]) {
      const { id } = await registerResident(tx, { ...person, jurisdiction: rootPath, now })
      made.push({ kind: 'resident', id, jurisdiction: rootPath })
    }
    return made
  })
  const callers = Array.from({ length: 60 }, (_, i) => ({ name: someName(), phone: madeUpNumber(2000 + i) }))
  return { residents, callers, ...lookups(staff) }
}

function grantOf({ role, area, body }: StaffPersona, city: LoadedCity): RoleGrant {
  return { role, areaPath: city.tree.pathOf(area), bodyCode: body ?? null, from: 0, until: null }
}

function lookups(staff: readonly StaffActor[]): Pick<SeededPeople, 'staff' | 'workers'> {
  // Thousands of officers and areas: people are found by the exact area of their role, from the place upwards.
  const byArea = Map.groupBy(staff, ({ roles: [grant] }) => `${grant?.role} ${grant?.areaPath}`)
  const byBody = Map.groupBy(staff, ({ roles: [grant] }) => grant?.bodyCode ?? '')
  const over = (role: StaffRole, areaPath: string): StaffActor[] => {
    const found: StaffActor[] = []
    for (let path = areaPath; path !== ''; path = path.slice(0, path.lastIndexOf('/')))
      found.push(...(byArea.get(`${role} ${path}`) ?? []))
    return found
  }
  return {
    staff: over,
    workers: (bodyCode, areaPath) =>
      (byBody.get(bodyCode) ?? []).filter(
        ({ roles: [grant] }) => grant !== undefined && WORKS.has(grant.role) && isWithin(areaPath, grant.areaPath),
      ),
  }
}

const WORKS: ReadonlySet<StaffRole> = new Set(['gridOfficer', 'handler'])
