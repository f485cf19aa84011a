import type { CitySettings } from '@civicgrid/contracts'
import type { Logger } from 'pino'
import type { Appeals } from './appeals/index.ts'
import { createContentChecks, createPush, type ContentChecks, type Push } from './content-checks/index.ts'
import type { Env } from './env.ts'
import type { UrlSigner } from './files/signed-url.ts'
import type { WeChat } from './identity/wechat/wechat.ts'
import type { WeChatSignIn } from './identity/wechat/wechat.service.ts'
import type { Kernel, Reader } from './kernel/index.ts'
import { createNoticesOfCity, type Notices } from './notices/index.ts'

export interface WeChatParts {
  readonly kernel: Kernel
  readonly appeals: Appeals
  readonly wechat: WeChatSignIn
  /** WeChat's own service, null where the city has no mini-program. */
  readonly mini: WeChat | null
  readonly settings: CitySettings
  readonly signer: UrlSigner
  readonly env: Pick<Env, 'publicUrl' | 'wechatPush'>
  readonly log: Pick<Logger, 'error'>
}

/** What goes between the service and WeChat beside the way in: messages that people asked for, checks before the board. */
export function composeWeChat({ kernel, appeals, wechat, mini, settings, signer, env, log }: WeChatParts): {
  notices: Notices
  checks: ContentChecks
  push: Push | null
  readers: readonly Reader[]
  chores: { name: string; everyMs: number; run(): Promise<unknown> }[]
} {
  const noticing = createNoticesOfCity({
    kernel,
    appeals,
    wechat,
    mini,
    settings,
    onRefused: (why) => log.error({ why }, 'a message was not taken'),
  })
  const checks = createContentChecks({
    kernel,
    appeals,
    wechat: mini,
    addressOf: (token, now) => (env.publicUrl ? `${env.publicUrl}${signer.sign(token, 'photo', now)}` : null),
    onRefused: (why) => log.error({ why }, 'a content check was not taken'),
  })
  return {
    notices: noticing.notices,
    checks,
    push: env.wechatPush && createPush(env.wechatPush, () => kernel.clock.now()),
    readers: [...noticing.readers, ...checks.readers],
    chores: [
      { name: 'notices', everyMs: 5_000, run: () => noticing.send() },
      { name: 'content checks', everyMs: 5_000, run: () => checks.run() },
    ],
  }
}
