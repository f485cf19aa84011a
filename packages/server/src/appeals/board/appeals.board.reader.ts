import { awaitsPublication, evolveAppeal, type AppealState } from '@civicgrid/contracts'
import { defineReader, holdReader, readEvents, type Reader, type Tx } from '../../kernel/index.ts'
import { clearBoard, dropPublic, keepPublic, setQueued, type KeptQueue } from './appeals.board.store.ts'
import { followAppeals } from '../appeals.follow.ts'
import { gramsOf } from '../appeals.grams.ts'
import { THING } from '../appeals.photos.ts'
import { PRESSURE_THING } from '../appeals.pressure.ts'
import { publicFrom } from './appeals.public.ts'

const NAME = 'appeals.board'

/** The queues as the state alone tells them. */
const WAITS: Readonly<Record<KeptQueue, (state: AppealState) => boolean>> = {
  toPublish: awaitsPublication,
  // Reports of before they stood on a chain of their own.
  pressure: ({ pressureAt }) => pressureAt !== null,
}
export const KEPT_QUEUES = Object.keys(WAITS) as readonly KeptQueue[]

/** In which of these queues an appeal waits. */
export const keptQueuesOf = (state: AppealState): KeptQueue[] => KEPT_QUEUES.filter((queue) => WAITS[queue](state))

const needsOpening = (type: string): boolean => type === 'submitted' || type === 'published'

/** Puts an appeal on the board, or takes it off, as its log stood after event `seq`. */
export async function showAppeal(tx: Tx, appealId: number, seq: number): Promise<void> {
  const events = await readEvents(tx, THING, appealId, { personal: needsOpening })
  const shown = publicFrom(
    appealId,
    events.filter((event) => event.seq <= seq),
  )
  if (shown) await keepPublic(tx, shown, gramsOf(shown.text))
  else await dropPublic(tx, appealId)
}

/** Takes erased appeals off the board, also what the reader is putting there at this moment. */
export async function dropErased(tx: Tx, appealIds: readonly number[]): Promise<void> {
  await holdReader(tx, NAME)
  for (const appealId of appealIds) await dropPublic(tx, appealId)
}

/** Events after which the board may look different. */
const BOARD_EVENTS: ReadonlySet<string> = new Set(['published', 'unpublished', 'rehandled'])

/** Keeps the public board, the words by which its answers are found, and the queues of those who look after it. */
export function boardReader(): Reader {
  const appeals = followAppeals()
  return defineReader({
    name: NAME,
    async apply(tx, events) {
      const board = new Map<number, number>()
      const queued: { appealId: number; queue: KeptQueue; waits: boolean }[] = []
      await appeals.follow(tx, events, (before, next) => {
        const after = next.reduce(evolveAppeal, before.state)
        const { thingId: appealId, seq } = next.at(-1) ?? { thingId: 0, seq: 0 }
        const told = next.findLast(({ type }) => BOARD_EVENTS.has(type))
        if (told) board.set(appealId, told.seq)
        for (const queue of KEPT_QUEUES) {
          const waits = WAITS[queue](after)
          if (waits !== WAITS[queue](before.state)) queued.push({ appealId, queue, waits })
        }
        return { seq, state: after }
      })
      for (const { thingKind, thingId, type } of events)
        if (thingKind === PRESSURE_THING)
          queued.push({ appealId: thingId, queue: 'pressure', waits: type === 'pressureReported' })
      for (const [appealId, seq] of board) await showAppeal(tx, appealId, seq)
      for (const { appealId, queue, waits } of queued) await setQueued(tx, queue, appealId, waits)
    },
    reset: clearBoard,
  })
}
