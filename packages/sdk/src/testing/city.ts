import {
  allBodies,
  areaTree,
  chineseCalendar,
  ownership,
  type Actor,
  type City,
  type RoleGrant,
  type StaffRole,
} from '@civicgrid/contracts'
import { appealCity, createCityService, type AppealCity } from '@civicgrid/server/rules'
import { MOCK_CITY, MOCK_SQUARES } from './city.data.ts'

/** Somebody who may sign in at the mock. */
export interface MockPerson {
  readonly persona: string
  readonly name: string
  readonly phone: string | null
  readonly actor: Actor & { kind: 'resident' | 'staff' }
}

/** What the city's folder says, indexed as the server does it. */
export interface LoadedMock {
  readonly appeals: AppealCity
  readonly service: ReturnType<typeof createCityService>
  readonly people: ReadonlyMap<string, MockPerson>
}

function locate(lng: number, lat: number): string | null {
  const found = MOCK_SQUARES.find(
    ({ box: [west, south, east, north] }) => lng >= west && lng <= east && lat >= south && lat <= north,
  )
  return found?.area ?? null
}

export function loadMock(city: City = MOCK_CITY): LoadedMock {
  const tree = areaTree(city.areas)
  const bodies = allBodies(city, tree)
  const loaded = {
    city,
    folder: '',
    tree,
    bodies,
    calendar: chineseCalendar({ ...city.settings.calendar, utcOffsetMinutes: city.settings.utcOffsetMinutes }),
    locate,
    owner: ownership(city, tree, bodies),
    staff: () => [],
  }
  const root = tree.pathOf(tree.root.code)
  return { appeals: appealCity(loaded), service: createCityService(loaded), people: peopleOf(city, root) }
}

/** Two residents, and one person for each role of the desk; a handler for each body. */
function peopleOf(city: City, root: string): ReadonlyMap<string, MockPerson> {
  let id = 0
  const resident = (persona: string, name: string, phone: string): MockPerson => ({
    persona,
    name,
    phone,
    actor: { kind: 'resident', id: (id += 1), jurisdiction: root },
  })
  const staff = (persona: string, name: string, role: StaffRole, bodyCode: string | null = null): MockPerson => {
    const grant: RoleGrant = { role, areaPath: root, bodyCode, from: 0, until: null }
    return { persona, name, phone: null, actor: { kind: 'staff', id: (id += 1), name, roles: [grant] } }
  }
  const people = [
    resident('resident', '李一', '19900000001'),
    resident('neighbour', '王二', '19900000002'),
    staff('operator', '坐席一号', 'operator'),
    staff('reviewer', '审核员一号', 'reviewer'),
    staff('reviewer-2', '审核员二号', 'reviewer'),
    staff('supervisor', '督办员一号', 'supervisor'),
    staff('publisher', '公示员一号', 'publisher'),
    ...city.bodies.bodies.map(({ code, name }) => staff(`handler-${code}`, `${name['zh-CN']}承办人`, 'handler', code)),
  ]
  return new Map(people.map((person) => [person.persona, person]))
}
