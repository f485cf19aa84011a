import { CivicError, type noticeSchema, type ResidentActor } from '@civicgrid/contracts'
import type { z } from 'zod'
import type { Appeals } from '../appeals/index.ts'
import type { WeChatSignIn } from '../identity/wechat/wechat.service.ts'
import { subjectOfResident } from '../identity/people.service.ts'
import { command, sealFor, type Kernel } from '../kernel/index.ts'
import { insertWish } from './notices.store.ts'
import type { MessageSettings } from './notices.sender.ts'

export interface Notices {
  /**
   * Once there is an answer to this appeal, one message goes to whoever sits at the phone.
   * @throws CivicError NOT_FOUND beyond the caller's reach or where the city sends none, CODE_REFUSED
   */
  tellMe(
    given: { actor: ResidentActor; idempotencyKey: string },
    input: z.output<typeof noticeSchema.tellMeInput>,
  ): Promise<{ done: true }>
}

export interface NoticesOptions {
  readonly kernel: Kernel
  readonly appeals: Pick<Appeals, 'readable'>
  readonly wechat: Pick<WeChatSignIn, 'openidOf'>
  readonly settings: MessageSettings | undefined
}

export function createNotices({ kernel, appeals, wechat, settings }: NoticesOptions): Notices {
  return {
    async tellMe({ actor, idempotencyKey }, input) {
      if (!settings) throw new CivicError('NOT_FOUND', { message: 'the city sends no messages' })
      const appealId = await appeals.readable(actor, input.code)
      // A code is good for once: whoever sends the same command again after a lost answer is told what they were told.
      const openid = await wechat.openidOf(input.login).catch((error: unknown) => {
        if (error instanceof CivicError) return error
        throw error
      })
      const by = { kind: 'resident', id: actor.id, role: null } as const
      const what = { procedure: 'notices.tellMe', actor: by, idempotencyKey, input }
      return command(kernel, what, async (tx) => {
        if (openid instanceof CivicError) throw openid
        const subjectId = await subjectOfResident(tx, actor.id)
        const cipher = await sealFor(tx, subjectId, 'NoticeWish', openid)
        await insertWish(tx, { appealId, residentId: actor.id, cipher, at: kernel.clock.now() })
        return { done: true as const }
      })
    },
  }
}
