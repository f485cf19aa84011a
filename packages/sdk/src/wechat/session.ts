import type { WeChatSignedIn } from '../wire/access.ts'
import { pairSession, type PairStore } from '../session/pair-session.ts'
import type { Session } from '../session/session.ts'

export interface WeChatSessionOptions {
  store: PairStore
  /** A new login code, as `wx.login` gives it: good once. Null for somebody who chose to be signed out. */
  login: () => Promise<string | null>
  /**
   * Whoever holds this phone is nobody’s account yet. Show who it is by `identity.wechatPhoneSignIn` or
   * `wechatCodeSignIn` with this step, and write the pair that they answer into the store.
   */
  onUnknown?: (link: NonNullable<WeChatSignedIn['link']>) => void
}

/**
 * Comes in by WeChat without asking anybody: a kept pair speaks and is renewed; where there is none, or it is over, a login
 * code is exchanged for one, once however many requests wait. Who is not known yet speaks as a guest, and WeChat is asked
 * again when the step is over.
 */
export const wechatSession =
  ({ store, login, onUnknown }: WeChatSessionOptions): Session =>
  (door) => {
    const pairs = pairSession({ store })(door)
    let unknownUntil = 0
    let coming: Promise<string | null> | undefined

    async function comeIn(): Promise<string | null> {
      const code = Date.now() < unknownUntil ? null : await login()
      if (code === null) return null
      const { pair, link } = await door.wechatSignIn(code)
      if (pair) await store.write(pair)
      if (!link) return pair?.access ?? null
      unknownUntil = Date.now() + link.lastsMs
      onUnknown?.(link)
      return null
    }
    const comeInOnce = () => (coming ??= comeIn().finally(() => (coming = undefined)))

    return {
      cookies: 'omit',
      get generation() {
        return pairs.generation
      },
      token: async () => (await pairs.token()) ?? comeInOnce(),
      async renew(of) {
        if (of !== pairs.generation) return true
        return (await pairs.renew(of)) || (await comeInOnce()) !== null
      },
    }
  }
