import { isCivicError } from '../errors.ts'
import type { WeChatSignedIn } from '../wire/access.ts'
import { pairSession, type PairStore } from '../session/pair-session.ts'
import type { Door, Session } from '../session/session.ts'

/** Somebody whom WeChat knows and the city does not. */
export interface UnknownInWeChat extends NonNullable<WeChatSignedIn['link']> {
  /** The step came to nothing, or its answer was lost: WeChat is asked anew with the next request. */
  again(): void
}

export interface WeChatSessionOptions {
  store: PairStore
  /** A new login code, as `wx.login` gives it: good once. Null for somebody who chose to be signed out. */
  login: () => Promise<string | null>
  /**
   * Whoever holds this phone is nobody’s account yet. Show who it is by `identity.wechatPhoneSignIn` or
   * `wechatCodeSignIn` with this step, and write the pair that they answer into the store.
   */
  onUnknown?: (link: UnknownInWeChat) => void
}

/** So long nobody is asked again after WeChat has let somebody in by no code: they look around as a guest. */
const REFUSED_MS = 60_000

/** A new code; none where WeChat gives none, as without a network: what needs nobody's name is read all the same. */
async function newCode(login: WeChatSessionOptions['login']): Promise<string | null> {
  try {
    return await login()
  } catch (error) {
    if (isCivicError(error)) throw error
    return null
  }
}

/** Who a code means; null where WeChat lets nobody in by it. */
async function meant(door: Door, code: string): Promise<WeChatSignedIn | 'again' | null> {
  try {
    return await door.wechatSignIn(code)
  } catch (error) {
    if (!isCivicError(error)) throw error
    // A city without a mini-program has guests, too.
    if (error.code === 'NOT_FOUND') return null
    if (error.code !== 'CODE_REFUSED') throw error
    return error.fields?.['code'] === 'risk' ? null : 'again'
  }
}

/**
 * Comes in by WeChat without asking anybody: a kept pair speaks and is renewed; where there is none, or it is over, a login
 * code is exchanged for one, once however many requests wait. A code that is over or was used is followed by another one.
 * Who is not known yet speaks as a guest, and WeChat is asked again when the step is over.
 */
export const wechatSession =
  ({ store, login, onUnknown }: WeChatSessionOptions): Session =>
  (door) => {
    const pairs = pairSession({ store })(door)
    let guestUntil = 0
    let coming: Promise<string | null> | undefined

    async function comeIn(): Promise<string | null> {
      if (Date.now() < guestUntil) return null
      for (let tries = 0; tries < 2; tries++) {
        const code = await newCode(login)
        if (code === null) return null
        const came = await meant(door, code)
        if (came === 'again') continue
        if (came === null) break
        return settle(came)
      }
      guestUntil = Date.now() + REFUSED_MS
      return null
    }
    async function settle({ pair, link }: WeChatSignedIn): Promise<string | null> {
      if (pair) await store.write(pair)
      if (!link) return pair?.access ?? null
      guestUntil = Date.now() + link.lastsMs
      onUnknown?.({ ...link, again: () => void (guestUntil = 0) })
      return null
    }
    const comeInOnce = () => (coming ??= comeIn().finally(() => (coming = undefined)))

    /** The store knows who was signed out, or came in, since a token was given. */
    async function kept(): Promise<string | null> {
      const token = await pairs.token()
      if (token === null || (await store.read())?.access === token) return token
      await pairs.renew(pairs.generation)
      return pairs.token()
    }

    return {
      cookies: 'omit',
      get generation() {
        return pairs.generation
      },
      token: async () => (await kept()) ?? comeInOnce(),
      async renew(of) {
        if (of !== pairs.generation) return true
        return (await pairs.renew(of)) || (await comeInOnce()) !== null
      },
    }
  }
