import { evolveAppeal, NO_APPEAL, type AppealEventType, type AppealState } from '@civicgrid/contracts'
import { defineReader, holdReader, readEvents, type Reader, type StoredEvent, type Tx } from '../../kernel/index.ts'
import type { AppealCity } from '../appeals.context.ts'
import { areaGram, gramsOf } from '../appeals.grams.ts'
import { THING } from '../appeals.photos.ts'
import { addGrams, clearGrams, keepGrams } from './appeals.search.store.ts'
import { wordsOf } from '../appeals.timeline.ts'

const NAME = 'appeals.search'

/** Events after which an appeal is found by other words. */
const TELLING: ReadonlySet<string> = new Set<AppealEventType>(['submitted', 'supplemented', 'classified', 'rehandled'])
const isTelling = (type: string): boolean => TELLING.has(type)

/**
 * The words by which staff find an appeal: what the resident said and where, its category, and the areas it lies in.
 * @param events its telling ones at least
 * @param known the state after these events, where the caller has it already
 */
export function gramsOfAppeal(events: readonly StoredEvent[], city: AppealCity, known?: AppealState): string[] {
  const state = known ?? events.reduce(evolveAppeal, NO_APPEAL)
  const said = events.flatMap((event) => (isTelling(event.type) ? [wordsOf(event), addressOf(event)] : []))
  const name = city.categoryName(state.category)
  const areas = state.areaPath.split('/').filter(Boolean).slice(1)
  return [...gramsOf([...said, name['zh-CN']].filter(Boolean).join('\n')), ...areas.map(areaGram)]
}

function addressOf({ personal }: StoredEvent): string | null {
  return typeof personal?.address === 'string' ? personal.address : null
}

/** Writes the grams of an appeal as its log stood after event `seq`. */
async function indexAppeal(tx: Tx, appealId: number, seq: number, city: AppealCity): Promise<void> {
  const events = await readEvents(tx, THING, appealId, { personal: isTelling })
  const told = events.filter((event) => isTelling(event.type) && event.seq <= seq)
  await keepGrams(tx, appealId, gramsOfAppeal(told, city))
}

/**
 * Writes anew what the reader has written of appeals whose words were erased; what it has not come to yet it will find erased.
 */
export async function indexErased(tx: Tx, appealIds: readonly number[], city: AppealCity): Promise<void> {
  const taken = await holdReader(tx, NAME)
  for (const appealId of appealIds) {
    const events = await readEvents(tx, THING, appealId, { personal: false })
    const last = events.findLast(({ position }) => position !== null && position <= taken)
    if (last) await indexAppeal(tx, appealId, last.seq, city)
  }
}

/** Keeps the search index. What it keeps is the same when it is rebuilt: it depends on the log alone. */
export function searchReader(city: AppealCity): Reader {
  return defineReader({
    name: NAME,
    personal: isTelling,
    async apply(tx, events) {
      const things = Map.groupBy(
        events.filter(({ thingKind, type }) => thingKind === THING && isTelling(type)),
        ({ thingId }) => thingId,
      )
      for (const [appealId, told] of things) {
        // All that a new appeal says is at hand; an older one has said something before.
        if (told[0]?.seq === 1) await addGrams(tx, appealId, gramsOfAppeal(told, city))
        else await indexAppeal(tx, appealId, told.at(-1)?.seq ?? 0, city)
      }
    },
    reset: clearGrams,
  })
}
