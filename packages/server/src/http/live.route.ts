import { CivicError, CLIENT_HEADER, isTooOld, LIVE_PATH, scopeNeeded, type Actor } from '@civicgrid/contracts'
import { APPEAL_THING, PRESSURE_THING, type Appeals } from '../appeals/index.ts'
import { RESIDENT_THING } from '../identity/resident-log.ts'
import { STAFF_THING } from '../identity/staff/staff.service.ts'
import type { LiveHub } from '../live/live.hub.ts'
import type { Follower } from '../live/live.types.ts'
import type { GrantWatch } from '../integrations/index.ts'
import { findCaller, type CallerOptions } from './caller.ts'
import type { RateLimits } from './rate-limits.ts'
import type { Route } from './request.ts'
import { counted, demandScope } from './scope.ts'

export interface LiveRouteOptions extends CallerOptions {
  appeals: Pick<Appeals, 'livePosition'>
  hub: Pick<LiveHub, 'open'>
  rateLimits: RateLimits
  /** Of integrations: says when that by which somebody speaks has ended. */
  watch?: Pick<GrantWatch, 'onGrantEnded'>
}

const CODE = /^[\w-]{1,40}$/
const POSITION = /^[\w.-]{1,40}$/
/** Proxies that gather what they pass on would make a stream of nothing. */
const HEADERS = {
  'content-type': 'application/x-ndjson; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
  // It lasts for hours: whoever stops the server must not wait for the connection to be idle afterwards.
  connection: 'close',
}

/**
 * The live stream of one appeal: the same right as reading its progress, asked again whenever something happens and every
 * twenty seconds, so that an undone consent or an ended session ends it. It says that there is something new and nothing of
 * what it is.
 */
export function liveRoute(options: LiveRouteOptions): Route {
  const { appeals, hub, rateLimits } = options
  return async ({ path, query, method, incoming, address, requestId }) => {
    if (!path.startsWith(LIVE_PATH) || method !== 'GET') return undefined
    if (isTooOld(String(incoming.headers[CLIENT_HEADER] ?? '')))
      throw new CivicError('CLIENT_TOO_OLD', { message: 'update the client' })
    const code = path.slice(LIVE_PATH.length)
    const after = new URLSearchParams(query).get('after')
    const caller = await findCaller(incoming, options)
    const { actor } = caller
    return counted(caller, 'progress.live', requestId, async () => {
      await rateLimits.take('query', actor, address)
      const owner = ownerOf(actor)
      if (!CODE.test(code)) throw new CivicError('CODE_INVALID', { fields: { code: 'format' } })
      if (after !== null && !POSITION.test(after)) throw new CivicError('BAD_INPUT', { fields: { after: 'format' } })
      await demandScope(caller, 'progress.live')
      const { id } = await appeals.livePosition(actor, code)
      const follower: Follower = {
        owner: owner.name,
        things: [[APPEAL_THING, id], [PRESSURE_THING, id], ...owner.things],
        watch: (recheck) => (actor.kind === 'resident' && options.watch?.onGrantEnded(actor, recheck)) || (() => {}),
        async look() {
          // Not the one of before: the session may be over, a role may have ended.
          const { actor: now } = await findCaller(incoming, options)
          if (ownerOf(now).name !== owner.name) throw new CivicError('UNAUTHENTICATED', { message: 'somebody else' })
          scopeNeeded(now, 'progress.live')
          return appeals.livePosition(now, code)
        },
      }
      const body = await hub.open(follower, after)
      return { route: 'live:appeal', actor: actor.kind, response: new Response(body, { headers: HEADERS }) }
    })
  }
}

/** Whose streams are counted together, and what of theirs ends them. @throws CivicError UNAUTHENTICATED */
function ownerOf(actor: Actor): { name: string; things: Follower['things'] } {
  if (actor.kind === 'resident') return { name: `resident:${actor.id}`, things: [[RESIDENT_THING, actor.id]] }
  if (actor.kind === 'staff') return { name: `staff:${actor.id}`, things: [[STAFF_THING, actor.id]] }
  throw new CivicError('UNAUTHENTICATED', { message: 'sign in first' })
}
