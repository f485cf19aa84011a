import { noticeData, type CitySettings, type NoticeFacts } from '@civicgrid/contracts'
import { WeChatFailure, type WeChat, type WeChatFault } from '../identity/wechat/wechat.ts'
import { openFor, type Kernel } from '../kernel/index.ts'
import { endWish, listDue, putOff, takeWish, type Wish } from './notices.store.ts'

export type MessageSettings = NonNullable<NonNullable<CitySettings['miniProgram']>['messages']>['answered']

export interface SenderOptions {
  readonly kernel: Kernel
  readonly mini: WeChat
  readonly settings: MessageSettings
  /** What a message says of an appeal; null when it is no longer to be told of. */
  factsOf(appealId: number): Promise<NoticeFacts | null>
  /** WeChat does not take what we send: for whoever runs the service. */
  onRefused(message: string): void
}

const MINUTE = 60_000
/** One that was taken by a process that died is taken by another after so long. */
const TAKEN_MS = MINUTE
/** WeChat was too busy: after 1, 2, 4 … minutes, for about a day. */
const MOST_TRIES = 11
const waitAfter = (tries: number): number => MINUTE * 2 ** Math.min(tries, 8)
const AT_ONCE = 50
const AGAIN: readonly WeChatFault[] = ['busy', 'often']

/**
 * Sends what is due, one after another: a thousand answers a day are few. Taken before it is sent, and WeChat itself takes
 * one message for each yes, so nobody is told twice.
 */
export function createSender({ kernel, mini, settings, factsOf, onRefused }: SenderOptions): {
  run(): Promise<number>
} {
  const { db, clock } = kernel
  const { template, page, fields } = settings

  async function send(wish: Wish): Promise<void> {
    const now = clock.now()
    if (!(await db.work((tx) => takeWish(tx, wish, now + TAKEN_MS)))) return
    const openid = await openFor<string>(db.read, wish.subjectId, 'NoticeWish', wish.cipher)
    const facts = openid === null ? null : await factsOf(wish.appealId)
    if (openid === null || facts === null) {
      await db.work((tx) => endWish(tx, wish.id, 'unwanted', clock.now()))
      return
    }
    try {
      await mini.tell({ openid, template, page: page.replace('{code}', facts.code), data: noticeData(fields, facts) })
      await db.work((tx) => endWish(tx, wish.id, 'sent', clock.now()))
    } catch (error) {
      if (!(error instanceof WeChatFailure)) throw error
      if (AGAIN.includes(error.why) && wish.tries + 1 < MOST_TRIES)
        return db.work((tx) => putOff(tx, wish.id, now + waitAfter(wish.tries)))
      if (error.why !== 'unwanted') onRefused(error.message)
      await db.work((tx) => endWish(tx, wish.id, error.why === 'unwanted' ? 'unwanted' : 'failed', clock.now()))
    }
  }

  return {
    async run() {
      const due = await listDue(db.read, clock.now(), AT_ONCE)
      for (const wish of due) await send(wish)
      return due.length
    },
  }
}
