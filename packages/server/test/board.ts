import type { Actor, ResidentActor, StaffActor } from '@civicgrid/contracts'
import { world, type World } from './appeals.ts'

export { refused } from './appeals.ts'

/** A world with those who look after the public board, and appeals that have come as far as that. */
export const HERE = { lng: 121.0153, lat: 31.0047 }
export const SAID = '路灯不亮了，请打13800001111找李明，车牌苏E12345'
export const SHOWN = '路灯不亮了'
export const GUEST = { kind: 'guest' } as const
export const PUBLISHED = { text: SHOWN, reply: '已换新灯泡', pictures: [], pairs: [], place: 'rounded' as const }

export interface Board {
  readonly w: World
  readonly li: ResidentActor
  readonly operator: StaffActor
  readonly publisher: StaffActor
  readonly supervisor: StaffActor
  by(actor: Actor): ReturnType<World['as']>
  /** An appeal of Li's that has been answered; rated too unless told otherwise. */
  answered(change?: Answered): Promise<{ code: string; expectedVersion: number }>
  /** The same, on the board. */
  publish(change?: object, of?: Answered): Promise<{ code: string; expectedVersion: number }>
  onBoard(): Promise<Awaited<ReturnType<ReturnType<World['as']>['board']['list']>>['items']>
}
interface Answered {
  readonly consent?: boolean
  readonly rated?: boolean
  readonly photos?: string[]
}

export async function boardWorld(): Promise<Board> {
  const w = await world()
  const li = await w.resident({ name: '李明', phone: '12300004321' })
  const [operator, publisher, supervisor] = [
    await w.staff('operator'),
    await w.staff('publisher'),
    await w.staff('supervisor'),
  ]
  const by = (actor: Actor) => w.as(actor)

  async function answered({ consent = true, rated = true, photos = [] }: Answered = {}) {
    const { code } = await by(li).appeals.submit({
      kind: 'complain',
      category: 'lamp',
      text: SAID,
      consent,
      photos,
      place: { point: HERE, address: '东一网格 3号楼' },
    })
    let { version } = await by(operator).workOrders.answer({
      code,
      expectedVersion: 1,
      text: '已换新灯泡，李明先生可放心',
    })
    const word = { satisfaction: 'satisfied', solved: 'solved', text: null } as const
    if (rated) ({ version } = await by(li).ratings.rate({ code, expectedVersion: version, ...word }))
    await w.settled()
    return { code, expectedVersion: version }
  }

  return {
    w,
    li,
    operator,
    publisher,
    supervisor,
    by,
    answered,
    async publish(change = {}, of = {}) {
      const at = await answered(of)
      const { version } = await by(publisher).workOrders.publish({ ...at, ...PUBLISHED, ...change })
      await w.settled()
      return { code: at.code, expectedVersion: version }
    },
    onBoard: async () => (await by(GUEST).board.list({ limit: 100 })).items,
  }
}
