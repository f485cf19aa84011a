import { CivicError, QUEUES, VIEWS_MAX, type deskSchema, type StaffActor } from '@civicgrid/contracts'
import type { z } from 'zod'
import { command, type Kernel } from '../kernel/index.ts'
import { keepView, listViews, removeView, type ViewRow } from './desk.views.store.ts'

export type SavedView = z.infer<typeof deskSchema.savedView>

/** Whose command it is, and under which key. */
export interface GivenByStaff {
  readonly actor: StaffActor
  readonly idempotencyKey: string
}

export interface DeskViews {
  views(actor: StaffActor): Promise<{ items: SavedView[] }>
  /** @throws CivicError NOT_ALLOWED_NOW when 20 are kept already */
  saveView(given: GivenByStaff, view: SavedView): Promise<{ done: true }>
  /** Removing what is not there is fine. */
  removeView(given: GivenByStaff, name: string): Promise<{ done: true }>
}

/** Views are the person's own: they name nobody and say only what an address says. */
export function createDeskViews(kernel: Kernel): DeskViews {
  const { db, clock } = kernel
  const by = ({ id }: StaffActor) => ({ kind: 'staff', id, role: null }) as const

  return {
    async views(actor) {
      return { items: (await listViews(db.read, actor.id)).flatMap(viewOf) }
    },

    saveView({ actor, idempotencyKey }, view) {
      const what = { procedure: 'desk.saveView', actor: by(actor), idempotencyKey, input: view }
      return command(kernel, what, async (tx) => {
        const kept = await listViews(tx, actor.id)
        if (kept.length >= VIEWS_MAX && !kept.some(({ name }) => name === view.name))
          throw new CivicError('NOT_ALLOWED_NOW', { message: `${VIEWS_MAX} views are kept already` })
        await keepView(tx, actor.id, { ...view, query: JSON.stringify(view.query) }, clock.now())
        return { done: true }
      })
    },

    removeView({ actor, idempotencyKey }, name) {
      const what = { procedure: 'desk.removeView', actor: by(actor), idempotencyKey, input: { name } }
      return command(kernel, what, async (tx) => {
        await removeView(tx, actor.id, name)
        return { done: true }
      })
    },
  }
}

/** A view of a queue that there is no more is none. */
function viewOf({ name, queue, query }: ViewRow): SavedView[] {
  const known = QUEUES.find((each) => each === queue)
  return known ? [{ name, queue: known, query: JSON.parse(query) as Record<string, string> }] : []
}
