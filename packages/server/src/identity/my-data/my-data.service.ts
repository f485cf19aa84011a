import { CivicError, type CitySettings, type myDataSchema, type ResidentActor } from '@civicgrid/contracts'
import type { z } from 'zod'
import { eraseAppealsOf, type Appeals } from '../../appeals/index.ts'
import { releaseEvidenceOf, type Authorities } from '../../authorities/index.ts'
import type { Consents } from '../../integrations/index.ts'
import { command, type Kernel } from '../../kernel/index.ts'
import { deleteChecksOf } from '../../content-checks/index.ts'
import { deleteWishesOf } from '../../notices/index.ts'
import { findResident } from '../people.store.ts'
import { logResident } from '../resident-log.ts'
import { forgetOpenid } from '../wechat/openids.ts'
import { deleteSessionsOf } from '../sessions/session.store.ts'
import { blankResident, deleteDeletion, dueDeletions, findDeletion, insertDeletion } from './my-data.store.ts'

type DeletionView = z.infer<typeof myDataSchema.deletionView>
type Receipt = z.infer<typeof myDataSchema.deletionReceipt>

const DAY = 86_400_000
const PAGE = 100

interface Given {
  readonly actor: ResidentActor
  readonly idempotencyKey: string
}

/** The end of an account: what is said before, the word, the way back, the deed. */
export interface Deletions {
  /** What stays and why, what is open, and whether it was asked for. */
  view(actor: ResidentActor): Promise<DeletionView>
  /** Where the city gives no days to think it over it is done when this answers. */
  ask(given: Given, input: z.output<typeof myDataSchema.deleteInput>): Promise<Receipt>
  /** @throws CivicError NOT_FOUND where none was asked for, or it is done */
  undo(given: Given): Promise<Receipt>
  /** Carries out what is due: also what a crash left half done. @returns how many */
  sweep(): Promise<number>
}

export interface DeletionOptions {
  kernel: Kernel
  settings: CitySettings
  appeals: Appeals
  authorities: Authorities
  consents: Consents
}

export function createDeletions({ kernel, settings, appeals, authorities, consents }: DeletionOptions): Deletions {
  const { db, clock } = kernel
  const { thinkOverDays, keeps } = settings.myData ?? { thinkOverDays: 0, keeps: [] }
  const by = ({ id }: ResidentActor) => ({ kind: 'resident', id, role: null }) as const

  async function openOf(actor: ResidentActor): Promise<DeletionView['open']> {
    const open: DeletionView['open'] = []
    for (let cursor: string | null = null; ;) {
      const page = await appeals.mine(actor, { open: true, cursor, limit: PAGE })
      open.push(
        ...page.items.map(({ code, category, submittedAt }) => ({ code, category: category.name, submittedAt })),
      )
      cursor = page.nextCursor
      if (cursor === null) return open
    }
  }

  /** Each step may have been done before: whoever is killed in between begins anew and comes through. */
  async function carryOut(actor: ResidentActor, withdraw: boolean): Promise<void> {
    if (withdraw) for (const { code } of await openOf(actor)) await withdrawOne(actor, code)
    for (const { ref, allowedActions } of await authorities.list(actor))
      if (allowedActions.includes('end'))
        await authorities.end({ actor, idempotencyKey: `my-data end ${ref}` }, ref).catch(ignoreOver)
    await db.work(async (tx) => {
      const resident = await findResident(tx, actor.id)
      if (!resident || !(await deleteDeletion(tx, actor.id))) return
      const now = clock.now()
      await eraseAppealsOf(tx, resident.subjectId, appeals.city, now)
      await releaseEvidenceOf(tx, actor.id)
      await deleteWishesOf(tx, actor.id)
      await deleteChecksOf(tx, actor.id)
      await forgetOpenid(tx, actor.id)
      await consents.endAll(tx, actor.id)
      await blankResident(tx, actor.id)
      await deleteSessionsOf(tx, 'resident', actor.id, null)
      await logResident(tx, actor.id, [{ type: 'accountErased' }], now)
    })
  }

  async function withdrawOne(actor: ResidentActor, code: string): Promise<void> {
    const { allowedActions, version } = await appeals.progress(actor, code)
    if (!allowedActions.includes('withdraw')) return
    const input = { code, expectedVersion: version, text: null }
    const given = { actor, idempotencyKey: `my-data withdraw ${code} ${version}` }
    await appeals.give('withdraw', 'myData.delete', given, input).catch(ignoreOver)
  }

  return {
    async view(actor) {
      const asked = await findDeletion(db.read, actor.id)
      return {
        keeps: [...keeps],
        open: await openOf(actor),
        thinkOverDays,
        asked: asked ? { at: iso(asked.askedAt), until: iso(asked.dueAt) } : null,
      }
    },

    async ask({ actor, idempotencyKey }, input) {
      const what = { procedure: 'myData.delete', actor: by(actor), idempotencyKey, input }
      const receipt = await command(kernel, what, async (tx) => {
        const askedAt = clock.now()
        const dueAt = askedAt + thinkOverDays * DAY
        const row = { residentId: actor.id, askedAt, dueAt, withdraw: input.open === 'withdraw' ? 1 : 0 }
        if (!(await insertDeletion(tx, row))) throw new CivicError('WRONG_STATE', { message: 'asked for already' })
        await logResident(tx, actor.id, [{ type: 'deletionAsked', data: { ...input } }], askedAt)
        return { until: thinkOverDays === 0 ? null : iso(dueAt) }
      })
      if (receipt.until === null) await carryOut(actor, input.open === 'withdraw')
      return receipt
    },

    undo: ({ actor, idempotencyKey }) =>
      command(kernel, { procedure: 'myData.keep', actor: by(actor), idempotencyKey, input: {} }, async (tx) => {
        if (!(await deleteDeletion(tx, actor.id))) throw new CivicError('NOT_FOUND', { message: 'none was asked for' })
        await logResident(tx, actor.id, [{ type: 'deletionUndone' }], clock.now())
        return { until: null }
      }),

    async sweep() {
      const due = await dueDeletions(db.read, clock.now(), PAGE)
      const failed: unknown[] = []
      for (const { residentId, withdraw } of due) {
        const resident = await findResident(db.read, residentId)
        if (!resident) continue
        const actor = { kind: 'resident', id: residentId, jurisdiction: resident.jurisdiction } as const
        // One that fails keeps nobody else from theirs.
        await carryOut(actor, withdraw === 1).catch((error: unknown) => failed.push(error))
      }
      if (failed.length > 0) throw new AggregateError(failed, 'accounts are not deleted yet')
      return due.length
    },
  }
}

const iso = (at: number): string => new Date(at).toISOString()

/** Staff was first, or it is over: whatever it is now goes on without a contact. */
function ignoreOver(error: unknown): void {
  const over = ['WRONG_STATE', 'NOT_ALLOWED_NOW', 'VERSION_CONFLICT', 'NOT_FOUND']
  if (!(error instanceof CivicError) || !over.includes(error.code)) throw error
}
