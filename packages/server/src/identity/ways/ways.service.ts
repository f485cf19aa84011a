import { CivicError, type ResidentActor, type waySchema } from '@civicgrid/contracts'
import type { z } from 'zod'
import { readEvents, type Kernel, type Sql } from '../../kernel/index.ts'
import { profileOfResident } from '../people.service.ts'
import { masked } from '../register.ts'
import { unlinkPhone } from '../phones/owners.ts'
import { logResident, RESIDENT_THING } from '../resident-log.ts'
import { WECHAT_ISSUER } from '../wechat/issuer.ts'
import { forgetOpenid } from '../wechat/openids.ts'
import { deleteLinksOf, deleteSessionsBy, findPhoneWay, listLinks } from './ways.store.ts'

type Way = z.output<typeof waySchema.way>
const HISTORY_MOST = 50
const PHONE = 'phone'

/** What the page of the way in offers, and by which ways one comes in oneself. */
export interface Ways {
  offered(): z.output<typeof waySchema.offered>
  own(actor: ResidentActor): Promise<z.output<typeof waySchema.ownWays>>
  /** Ends what came in by it, too. @throws CivicError NOT_FOUND for none of one's own, LAST_WAY */
  unlink(actor: ResidentActor, way: string): Promise<void>
}

export interface WaysOptions {
  kernel: Kernel
  offered: { phone: boolean; wechat: boolean }
}

export function createWays({ kernel, offered }: WaysOptions): Ways {
  const { db, clock } = kernel

  async function waysOf(sql: Sql, residentId: number): Promise<Way[]> {
    const number = await findPhoneWay(sql, residentId)
    const links = await listLinks(sql, residentId)
    const phone = masked((await profileOfResident(sql, residentId))?.phone ?? null)
    const since = (at: number | null) => (at === null ? null : new Date(at).toISOString())
    return [
      ...(number?.found ? [{ way: PHONE, kind: 'phone' as const, phone, since: since(number.phoneAt) }] : []),
      ...links.map(({ issuer, linkedAt }) => ({
        way: issuer,
        kind: issuer === WECHAT_ISSUER ? ('wechat' as const) : ('host' as const),
        phone: null,
        since: since(linkedAt),
      })),
    ]
  }
  /** A number without sign-in by number lets nobody in. */
  const letsIn = ({ kind }: Way) => (kind === 'phone' ? offered.phone : kind === 'wechat' ? offered.wechat : true)

  return {
    offered: () => offered,

    async own(actor) {
      const items = await waysOf(db.read, actor.id)
      const profile = await profileOfResident(db.read, actor.id)
      const events = await readEvents(db.read, RESIDENT_THING, actor.id, { personal: false })
      const history = events
        .map(({ type, data, at }) => ({ type, way: wayIn(data), at: new Date(at).toISOString() }))
        .reverse()
        .slice(0, HISTORY_MOST)
      const hosts = items.flatMap(({ kind, way }) => (kind === 'host' ? [way] : []))
      return { items, stepUp: { phone: offered.phone && (profile?.phone ?? null) !== null, hosts }, history }
    },

    async unlink(actor, way) {
      const now = clock.now()
      await db.work(async (tx) => {
        const ways = await waysOf(tx, actor.id)
        if (!ways.some((own) => own.way === way)) throw new CivicError('NOT_FOUND', { message: 'no such way in' })
        if (!ways.some((own) => own.way !== way && letsIn(own)))
          throw new CivicError('LAST_WAY', { message: 'nobody could come in any more' })
        if (way === PHONE) {
          await unlinkPhone(tx, actor.id, now)
          return deleteSessionsBy(tx, actor.id, 'phone', null)
        }
        await deleteLinksOf(tx, actor.id, way)
        if (way === WECHAT_ISSUER) await forgetOpenid(tx, actor.id)
        await logResident(tx, actor.id, [{ type: 'wayUnlinked', data: { way } }], now)
        return way === WECHAT_ISSUER
          ? deleteSessionsBy(tx, actor.id, 'wechat', null)
          : deleteSessionsBy(tx, actor.id, 'host', way)
      })
    },
  }
}

function wayIn(data: object | null | undefined): string | null {
  return data && 'way' in data && typeof data.way === 'string' ? data.way : null
}
