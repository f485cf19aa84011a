import type { Actor, ResidentActor, StaffActor } from '@civicgrid/contracts'
import { createContentChecks, type ContentChecks } from '../src/content-checks/index.ts'
import { keepOpenid } from '../src/identity/wechat/openids.ts'
import { createWeChat } from '../src/identity/wechat/wechat-client.ts'
import type { WeChat } from '../src/identity/wechat/wechat.ts'
import { catchUp } from '../src/kernel/index.ts'
import { world, type World } from './appeals.ts'
import { APP, wechatStandIn, type WeChatStandIn } from './wechat.ts'

/** Somebody at the mini-program, a desk, and a WeChat that is asked before anything is published. */

export const PLACE = { point: { lng: 121.0153, lat: 31.0047 } }
const PUBLISHED = { text: '路灯不亮了', reply: null, place: 'rounded' as const }

interface Sent {
  text?: string
  consent?: boolean
  photos?: string[]
}

export async function checksWorld() {
  const w: World = await world()
  const now = () => w.kernel.clock.now()
  const wx: WeChatStandIn = await wechatStandIn(now)
  const mini = createWeChat({ ...APP, url: wx.url }, now)
  /** What whoever runs the service is told. */
  const told: string[] = []

  const checksBy = (wechat: WeChat | null): ContentChecks =>
    createContentChecks({
      kernel: w.kernel,
      appeals: w.appeals,
      wechat,
      addressOf: (token) => `https://city.example/files/${token}`,
      onRefused: (message) => void told.push(message),
    })
  const checks = checksBy(mini)
  const [operator, publisher] = [await w.staff('operator'), await w.staff('publisher')]

  /** As the way in does: WeChat has seen them, and so have we. */
  async function comesIn({ id }: ResidentActor, openid: string): Promise<void> {
    await mini.session(wx.loginCode(openid))
    await w.db.work((tx) => keepOpenid(tx, { residentId: id, openid, now: now() }))
  }
  const newcomer = async (): Promise<ResidentActor> => ({ ...(await w.resident()), face: 'miniapp' })
  const li = await newcomer()

  /** The readers take what is in the log. */
  async function follow(by = checks): Promise<void> {
    await w.settled()
    for (const reader of by.readers) await catchUp(w.db, reader)
  }
  const order = (code: string) => w.as(publisher).workOrders.get({ code })
  const on = async (code: string) => ({ code, expectedVersion: (await order(code)).version })

  return {
    w,
    wx,
    li,
    operator,
    publisher,
    checks,
    told,
    checksBy,
    comesIn,
    newcomer,
    follow,
    order,
    on,
    async run(by = checks): Promise<number> {
      await follow(by)
      return by.run()
    },
    /** Sent and answered at once. @returns its code */
    async sent({ text = '路灯不亮了', consent = true, photos = [] }: Sent = {}, by: Actor = li): Promise<string> {
      const said = { kind: 'complain', category: 'lamp', text, consent, photos, place: PLACE } as const
      const { code } = await w.as(by).appeals.submit(said)
      await w.as(operator).workOrders.answer({ code, expectedVersion: 1, text: '已换新灯泡' })
      return code
    },
    stateOf: async (code: string) =>
      Object.fromEntries(((await order(code)).checks ?? []).map(({ part, state }) => [part, state])),
    publish: async (code: string, change: object = {}) =>
      w.as(publisher).workOrders.publish({ ...(await on(code)), ...PUBLISHED, ...change }),
    pass: async (code: string, by: StaffActor = publisher) =>
      w.as(by).workOrders.passContent({ ...(await on(code)), text: '看过，没有问题' }),
    /** Under which WeChat will answer of a photo. */
    traceOf: (token: string): string =>
      wx.checked.findLast(({ media_url: url }) => url?.includes(token))?.trace_id ?? '',
    async close(): Promise<void> {
      await w.close()
      await wx.stop()
    },
  }
}
export type ChecksWorld = Awaited<ReturnType<typeof checksWorld>>
