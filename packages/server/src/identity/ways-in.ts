import type { CitySettings, ResidentActor } from '@civicgrid/contracts'
import type { Logger } from 'pino'
import type { Kernel } from '../kernel/index.ts'
import type { Identity } from './identity.service.ts'
import { createPhones, type Phones } from './phones/phones.service.ts'
import { smsOf, type SmsSettings } from './phones/sms-of.ts'
import type { Sessions } from './sessions/sessions.ts'
import { createWays, type Ways } from './ways/ways.service.ts'
import { createWeChat } from './wechat/wechat-client.ts'
import type { WeChatSettings } from './wechat/wechat-http.ts'
import type { WeChat } from './wechat/wechat.ts'
import { createWeChatSignIn, type WeChatSignIn } from './wechat/wechat.service.ts'

export interface WaysInOptions {
  kernel: Kernel
  sessions: Sessions
  identity: Identity
  settings: CitySettings
  env: Pick<SmsSettings, 'production' | 'sms' | 'smsPerDay'> & { wechat: WeChatSettings | null }
  /** Area path of new accounts: the whole city. */
  jurisdiction: string
  /** What somebody phoned in under the number that they have just proved becomes theirs. */
  adoptPhonedIn(actor: ResidentActor): Promise<void>
  log: Pick<Logger, 'warn' | 'error'>
}

/** The ways in of residents beside the city's host apps, as its settings offer them and the environment has them. */
export function createWaysIn(options: WaysInOptions): {
  phones: Phones
  wechat: WeChatSignIn
  /** WeChat's own service, null where the city has no mini-program. */
  mini: WeChat | null
  ways: Ways
} {
  const { kernel, sessions, identity, settings, env, jurisdiction, adoptPhonedIn, log } = options
  const now = () => kernel.clock.now()
  const common = {
    kernel,
    sessions,
    me: (actor: ResidentActor) => identity.me(actor),
    jurisdiction,
    onRefused: (why: string) => log.error({ why }, 'a way in does not work'),
    onProved: (actor: ResidentActor) =>
      adoptPhonedIn(actor).catch((err: unknown) => log.warn({ err }, 'what was phoned in was not adopted')),
  }
  const { phone = false, wechat: byWeChat = 'off' } = settings.signIn ?? {}
  const sender = settings.serviceName['zh-CN']
  const phones = createPhones({ ...common, ...smsOf({ ...env, offered: phone, sender, now }) })
  const mini = env.wechat && byWeChat !== 'off' ? createWeChat(env.wechat, now) : null
  const wechat = createWeChatSignIn({
    ...common,
    phones,
    wechat: mini,
    opens: byWeChat === 'open',
  })
  return {
    phones,
    wechat,
    mini,
    ways: createWays({ kernel, offered: { phone: phones.offered, wechat: wechat.offered } }),
  }
}
