import { dayNumber, dayOf, dayStart, type ResidentActor, type RoleGrant, type StaffActor } from '@civicgrid/contracts'
import { world, type World } from './appeals.ts'

/** A point of each grid. */
const SPOTS = { e1: [121.015, 31.005], e2: [121.015, 31.015], w1: [121.005, 31.005], w2: [121.005, 31.015] } as const
const CATEGORIES = ['pipe', 'lamp', 'house'] as const

export interface Sent {
  readonly code: string
  readonly category: string
  readonly spot: string
  readonly status: string
  readonly body: string | null
  readonly kind: 'complain' | 'help'
  readonly channel: 'portal' | 'phone'
  /** Of the city, `YYYY-MM-DD`. */
  readonly day: string
}

export type Filter = Parameters<ReturnType<World['as']>['workOrders']['list']>[0]

/** A world with orders of every sort in every grid, for the lists of the desk. */
export interface Listed {
  readonly w: World
  readonly operator: StaffActor
  /** In the order of their sending. */
  readonly sent: readonly Sent[]
  /** The two days on which they were sent. */
  readonly days: readonly [string, string]
  /** Somebody with several roles; the id is the operator's, since lists ask for no more than the roles. */
  withRoles(...roles: RoleGrant[]): StaffActor
  /** A list read page by page to its end: its codes. */
  whole(who: StaffActor, filter: Filter, limit?: number): Promise<string[]>
}

export const grant = (role: RoleGrant['role'], areaPath: string, bodyCode: string | null = null): RoleGrant => ({
  role,
  areaPath,
  bodyCode,
  from: 0,
  until: null,
})

export async function listedWorld(): Promise<Listed> {
  const w = await world()
  const li = await w.resident()
  const operator = await w.staff('operator')
  const { utcOffsetMinutes } = w.city.calendar
  // Half of them before midnight.
  const midnight = dayStart(dayNumber(w.kernel.clock.now(), utcOffsetMinutes) + 1, utcOffsetMinutes)
  w.kernel.clock.set(midnight - 24 * 60_000)
  const sent: Sent[] = []
  for (const category of CATEGORIES)
    for (const [spot, at] of Object.entries(SPOTS))
      for (const status of ['submitted', 'accepted', 'dispatched', 'declined'])
        sent.push(await send(w, { li, operator }, { category, spot, at, status, nth: sent.length + 1 }))
  await w.settled()
  return {
    w,
    operator,
    sent,
    days: [sent[0]?.day ?? '', sent.at(-1)?.day ?? ''],
    withRoles: (...roles) => ({ ...operator, roles }),
    async whole(who, filter, limit = 3) {
      const codes: string[] = []
      for (let cursor: string | null = null; ;) {
        const page: { items: { code: string }[]; nextCursor: string | null } = await w
          .as(who)
          .workOrders.list({ ...filter, limit, cursor })
        codes.push(...page.items.map(({ code }) => code))
        if (page.nextCursor === null) return codes
        cursor = page.nextCursor
      }
    },
  }
}

interface Asked {
  readonly category: string
  readonly spot: string
  readonly at: readonly [number, number]
  readonly status: string
  readonly nth: number
}

/** Sends one and brings it as far; a minute passes. */
async function send(
  w: World,
  { li, operator }: { li: ResidentActor; operator: StaffActor },
  { category, spot, at: [lng, lat], status, nth }: Asked,
): Promise<Sent> {
  const kind = nth % 2 ? 'complain' : 'help'
  const channel = nth % 3 ? 'portal' : 'phone'
  const input = { kind, category, text: `第${nth}件`, place: { point: { lng, lat } } } as const
  const { code } =
    channel === 'portal' ? await w.as(li).appeals.submit(input) : await w.as(operator).workOrders.register(input)
  const order = { code, expectedVersion: 1 }
  const body = status === 'dispatched' ? (category === 'pipe' ? 'water' : 'roads') : null
  if (status === 'declined') await w.as(operator).workOrders.decline({ ...order, ground: 'court', text: '请去法院' })
  else if (status !== 'submitted') await w.as(operator).workOrders.accept(order)
  if (body) await w.as(operator).workOrders.dispatch({ code, expectedVersion: 2, bodyCode: body, note: '请处理' })
  const day = dayOf(w.kernel.clock.now(), w.city.calendar.utcOffsetMinutes)
  w.kernel.clock.advance(60_000)
  return { code, category, spot, status, body, kind, channel, day }
}
