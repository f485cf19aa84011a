import type { CitySettings, NoticeFacts } from '@civicgrid/contracts'
import { first } from '@civicgrid/kit/locales/zh-CN/first'
import type { Appeals } from '../appeals/index.ts'
import type { WeChatSignIn } from '../identity/wechat/wechat.service.ts'
import type { WeChat } from '../identity/wechat/wechat.ts'
import type { Kernel, Reader } from '../kernel/index.ts'
import { noticesReader } from './notices.reader.ts'
import { createSender } from './notices.sender.ts'
import { createNotices, type Notices } from './notices.service.ts'

export type { Notices } from './notices.service.ts'
export { createNoticesRouter } from './notices.router.ts'
export { deleteWishesOf } from './notices.store.ts'

export interface NoticeOptions {
  readonly kernel: Kernel
  readonly appeals: Pick<Appeals, 'readable' | 'brief'>
  readonly wechat: Pick<WeChatSignIn, 'openidOf'>
  readonly mini: WeChat | null
  readonly settings: Pick<CitySettings, 'miniProgram' | 'utcOffsetMinutes'>
  readonly onRefused: (message: string) => void
}

/** Messages that people asked for: what they call, what follows the log for them, and what sends. */
export function createNoticesOfCity({ kernel, appeals, wechat, mini, settings, onRefused }: NoticeOptions): {
  notices: Notices
  readers: readonly Reader[]
  /** Sends what is due. @returns how many were */
  send(): Promise<number>
} {
  const message = mini ? settings.miniProgram?.messages?.answered : undefined
  const notices = createNotices({ kernel, appeals, wechat, settings: message })
  if (!mini || !message) return { notices, readers: [noticesReader()], send: () => Promise.resolve(0) }

  const { hint } = message

  async function factsOf(appealId: number): Promise<NoticeFacts | null> {
    const brief = await appeals.brief(appealId)
    if (!brief) return null
    const { code, category, status } = brief
    const here = new Date(kernel.clock.now() + settings.utcOffsetMinutes * 60_000).toISOString()
    return {
      code,
      category: category['zh-CN'],
      status: first[`status.${status}`],
      answeredAt: here.slice(0, 16).replace('T', ' '),
      hint,
    }
  }
  const sender = createSender({ kernel, mini, settings: message, factsOf, onRefused })
  return { notices, readers: [noticesReader()], send: () => sender.run() }
}
