import type { Appeals } from '../appeals/index.ts'
import type { WeChat } from '../identity/wechat/wechat.ts'
import type { Kernel, Reader } from '../kernel/index.ts'
import { createAsker, VERDICTS } from './checks.asker.ts'
import { checksReader } from './checks.reader.ts'
import { endCheck, findByTrace, listUntold, noteTold, putOff } from './checks.store.ts'
import type { MediaResult } from './push.ts'

export { deleteChecksOf } from './checks.store.ts'
export { createPush, type Push, type PushSettings } from './push.ts'

export interface ContentChecksOptions {
  readonly kernel: Kernel
  readonly appeals: Pick<Appeals, 'contentOf' | 'recordChecks'>
  readonly wechat: Pick<WeChat, 'checkText' | 'checkImage'> | null
  addressOf(token: string, now: number): string | null
  onRefused(message: string): void
}

/** 内容检查: what came from the mini-program is shown to WeChat before anything of it is public. */
export interface ContentChecks {
  readonly readers: readonly Reader[]
  /** Asks what is due, and tells the log what has been answered. @returns how many were asked */
  run(): Promise<number>
  /** WeChat's answer about a photo, told twice like once. @returns false for a trace that nobody knows, or not yet */
  answered(result: MediaResult): Promise<boolean>
}

const AT_ONCE = 200
/** A picture that WeChat could not fetch is shown to it once more after so long. */
const AGAIN_MS = 60_000

export function createContentChecks(options: ContentChecksOptions): ContentChecks {
  const { kernel, appeals } = options
  const { db, clock } = kernel
  const asker = createAsker(options)

  /** All that was answered of one appeal since the last time is one entry of its log. */
  async function tell(): Promise<void> {
    const untold = await listUntold(db.read, AT_ONCE)
    for (const [appealId, answers] of Map.groupBy(untold, ({ appealId }) => appealId))
      await db.work(async (tx) => {
        const parts = answers.map(({ part, status, label }) => ({ part, verdict: status, label }))
        await appeals.recordChecks(tx, appealId, parts)
        for (const answer of answers) await noteTold(tx, answer)
      })
  }

  return {
    readers: [checksReader()],
    async run() {
      const asked = await asker.run()
      await tell()
      return asked
    },
    async answered({ traceId, opinion }) {
      const check = await findByTrace(db.read, traceId)
      if (!check) return false
      const now = clock.now()
      await db.work((tx) =>
        opinion
          ? endCheck(tx, check.id, { how: VERDICTS[opinion.suggest], label: opinion.label, at: now })
          : putOff(tx, check.id, now + AGAIN_MS),
      )
      return true
    },
  }
}
