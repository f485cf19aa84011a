import { isWithin, type ResidentActor, type RoleGrant, type StaffActor, type StaffPersona, type StaffRole } from '@civicgrid/contracts'
import type { LoadedCity } from '../city/index.ts'
import { registerResident, registerStaff } from '../identity/register.ts'
import type { Db } from '../kernel/index.ts'
import type { Dice } from './dice.ts'

/** Everybody of a seeded city. */
export interface SeededPeople {
  readonly residents: readonly ResidentActor[]
  /** Callers without an account. */
  readonly callers: readonly { name: string; phone: string }[]
  /** Staff who hold a role over a place, those of a body if one is named. Grid officers before handlers of a wider area. */
  staff(role: StaffRole, areaPath: string, bodyCode?: string): readonly StaffActor[]
  /** Who works the orders of a body at a place. */
  workers(bodyCode: string, areaPath: string): readonly StaffActor[]
}

/** Mainland numbers of a range that is never assigned: nobody is called by mistake. */
const madeUpNumber = (i: number): string => `1990000${String(1000 + i).padStart(4, '0')}`

/** Registers the city's personas, the colleagues of its bodies and some more residents, as of an instant. */
export async function seedPeople(db: Db, city: LoadedCity, dice: Dice, now: number, moreResidents: number): Promise<SeededPeople> {
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
    const others = Array.from({ length: moreResidents }, (_, i) => ({ persona: null, name: someName(), phone: madeUpNumber(i) }))
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
  const byRole = Map.groupBy(staff, ({ roles }) => roles[0]?.role)
  const found = new Map<string, readonly StaffActor[]>()
  const once = (key: string, find: () => StaffActor[]): readonly StaffActor[] => {
    let list = found.get(key)
    if (!list) found.set(key, (list = find()))
    return list
  }
  const find = (role: StaffRole, areaPath: string, bodyCode?: string): StaffActor[] =>
    (byRole.get(role) ?? []).filter(({ roles: [grant] }) =>
      grant !== undefined && isWithin(areaPath, grant.areaPath) && (bodyCode === undefined || grant.bodyCode === bodyCode))
  return {
    staff: (role, areaPath, bodyCode) => once(`${role} ${areaPath} ${bodyCode ?? ''}`, () => find(role, areaPath, bodyCode)),
    workers: (bodyCode, areaPath) =>
      once(`${bodyCode} ${areaPath}`, () => [...find('gridOfficer', areaPath, bodyCode), ...find('handler', areaPath, bodyCode)]),
  }
}
