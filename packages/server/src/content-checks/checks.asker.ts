import { CHECKED_WORDS, redact, type CheckVerdict } from '@civicgrid/contracts'
import type { Appeals } from '../appeals/index.ts'
import { openidOfResident } from '../identity/wechat/openids.ts'
import { TEXT_AT_ONCE, WeChatFailure, type WeChat, type WeChatOpinion } from '../identity/wechat/wechat.ts'
import type { Kernel } from '../kernel/index.ts'
import { endCheck, listDue, noteAsked, putOff, takeCheck, type Check, type CheckEnd } from './checks.store.ts'

export interface AskerOptions {
  readonly kernel: Kernel
  readonly appeals: Pick<Appeals, 'contentOf'>
  /** Null where the city has no mini-program, or no longer. */
  readonly wechat: Pick<WeChat, 'checkText' | 'checkImage'> | null
  /** An address under which WeChat can fetch a photo; null where nobody can from outside. */
  addressOf(token: string, now: number): string | null
  /** WeChat does not take what we ask: for whoever runs the service. */
  onRefused(message: string): void
}

const MINUTE = 60_000
/** One that was taken by a process that died is taken by another after so long. */
const TAKEN_MS = MINUTE
/** WeChat says that it answers within half an hour. */
const ANSWER_MS = 40 * MINUTE
/** Then a publisher looks instead. Nothing is public before its result, which takes longer than this. */
const PATIENCE_MS = 4 * 60 * MINUTE
const waitAfter = (tries: number): number => MINUTE * 2 ** Math.min(tries, 6)
const AT_ONCE = 50

export const VERDICTS: Readonly<Record<WeChatOpinion['suggest'], CheckVerdict>> = {
  pass: 'passed',
  review: 'review',
  risky: 'risky',
}
const WORSE: readonly WeChatOpinion['suggest'][] = ['pass', 'review', 'risky']

/** Asks WeChat of what is due, one after another. Taken before it is asked, so two servers do not ask twice. */
export function createAsker({ kernel, appeals, wechat, addressOf, onRefused }: AskerOptions): {
  run(): Promise<number>
} {
  const { db, clock } = kernel

  const end = ({ id }: Check, how: CheckEnd, label: number | null = null): Promise<void> =>
    db.work((tx) => endCheck(tx, id, { how, label, at: clock.now() }))

  /** What is asked of others is what would be public: without the numbers and plates that a publisher takes out. */
  async function opinionOf(by: NonNullable<typeof wechat>, openid: string, text: string): Promise<WeChatOpinion> {
    const characters = Array.from(redact(text))
    let worst: WeChatOpinion = { suggest: 'pass', label: 100 }
    for (let at = 0; at < characters.length; at += TEXT_AT_ONCE) {
      const opinion = await by.checkText({ openid, text: characters.slice(at, at + TEXT_AT_ONCE).join('') })
      if (WORSE.indexOf(opinion.suggest) > WORSE.indexOf(worst.suggest)) worst = opinion
    }
    return worst
  }

  async function ask(check: Check): Promise<void> {
    const content = await appeals.contentOf(check.appealId)
    // Withdrawn, declined, erased or no longer to be published: then nothing of it is WeChat's to know.
    if (!content || content.text === '') return end(check, 'dropped')
    if (!wechat || clock.now() - check.createdAt >= PATIENCE_MS) return end(check, 'unanswered')
    const openid = await openidOfResident(db.read, check.residentId)
    if (openid === null) return end(check, 'unanswered')
    if (check.part === CHECKED_WORDS) {
      const { suggest, label } = await opinionOf(wechat, openid, content.text)
      return end(check, VERDICTS[suggest], label)
    }
    const url = addressOf(check.part, clock.now())
    if (url === null) return end(check, 'unanswered')
    const { traceId } = await wechat.checkImage({ openid, url })
    return db.work((tx) => noteAsked(tx, check.id, traceId, clock.now() + ANSWER_MS))
  }

  async function step(check: Check): Promise<void> {
    const now = clock.now()
    if (!(await db.work((tx) => takeCheck(tx, check, now + TAKEN_MS)))) return
    try {
      await ask(check)
    } catch (error) {
      if (!(error instanceof WeChatFailure)) throw error
      if (error.why === 'gone') return end(check, 'unanswered')
      if (error.why === 'app') onRefused(error.message)
      await db.work((tx) => putOff(tx, check.id, now + waitAfter(check.tries)))
    }
  }

  return {
    async run() {
      const due = await listDue(db.read, clock.now(), AT_ONCE)
      for (const check of due) await step(check)
      return due.length
    },
  }
}
