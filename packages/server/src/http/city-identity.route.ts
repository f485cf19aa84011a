import { CivicError } from '@civicgrid/contracts'
import { CITY_IDENTITY_PATH, type StaffAccess } from '../identity/staff/access.service.ts'
import { deviceOf } from '../identity/sessions/device.ts'
import { findCaller, type CallerOptions } from './caller.ts'
import { readCookie, sessionCookie } from './cookies.ts'
import { peerOf } from './peer.ts'
import type { RateLimits } from './rate-limits.ts'
import type { Incoming, Route } from './request.ts'

const DESK = '/desk'
const AWAY_SECONDS = 300

export interface CityIdentityRouteOptions extends CallerOptions {
  access: StaffAccess
  sessions: CallerOptions['sessions'] & { close(token: string): Promise<void> }
  rateLimits: RateLimits
  clock: { now(): number }
}

/** The way to the city's own identity and back: `start` and `callback` under one path. Nothing of the address decides where it ends. */
export function cityIdentityRoute(options: CityIdentityRouteOptions): Route {
  const { access, https, rateLimits, clock, sessions } = options
  const cookie = https ? '__Host-civic-away' : 'civic-away'
  const away = (state: string, seconds: number) =>
    `${cookie}=${state}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${https ? '; Secure' : ''}`
  const to = (location: string) =>
    new Response(null, {
      status: 303,
      headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
    })

  async function start({ incoming, outgoing, address, query }: Incoming, at: string): Promise<Response> {
    const { actor } = await findCaller(incoming, options, 'staff')
    const again = new URLSearchParams(query).has('again') && actor.kind === 'staff' ? actor.id : null
    const { origin } = peerOf(incoming, outgoing, address, options)
    const begun = await access.cityIdentity?.start(at, origin, again)
    if (!begun) throw new CivicError('NOT_FOUND', { message: 'the city has no identity of its own' })
    outgoing.appendHeader('set-cookie', away(begun.state, AWAY_SECONDS))
    return to(begun.to)
  }

  async function finish({ incoming, outgoing, query }: Incoming, at: string): Promise<Response> {
    outgoing.appendHeader('set-cookie', away('', 0))
    const state = readCookie(incoming.headers.cookie, cookie) ?? ''
    try {
      const session = await access.cityIdentity?.finish(
        new URL(`${at}?${query}`),
        state,
        deviceOf(incoming.headers['user-agent']),
      )
      if (!session) throw new CivicError('NOT_FOUND')
      const { sessionToken } = await findCaller(incoming, options, 'staff')
      if (sessionToken !== null) await sessions.close(sessionToken)
      const { token, expiresAt } = session
      outgoing.appendHeader('set-cookie', sessionCookie('staff', https, token, expiresAt - clock.now()))
      return to(DESK)
    } catch (error) {
      if (!(error instanceof CivicError) || error.code !== 'SIGN_IN_FAILED') throw error
      return to(`${DESK}?signIn=${error.fields?.['subject'] ? 'unknown' : 'failed'}`)
    }
  }

  return async (request) => {
    const { path, method, incoming, outgoing, address } = request
    if (!path.startsWith(`${CITY_IDENTITY_PATH}/`) || method !== 'GET' || !access.cityIdentity) return undefined
    await rateLimits.take('signIn', { kind: 'guest' }, address)
    const callback = `${peerOf(incoming, outgoing, address, options).origin}${CITY_IDENTITY_PATH}/callback`
    const step = path.slice(CITY_IDENTITY_PATH.length + 1)
    if (step === 'start') return { route: 'city-identity:start', response: await start(request, callback) }
    if (step === 'callback') return { route: 'city-identity:callback', response: await finish(request, callback) }
    return undefined
  }
}
