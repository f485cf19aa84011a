import { mayRead, toWgs84, type Actor, type similarInput, type similarItem } from '@civicgrid/contracts'
import type { z } from 'zod'
import type { LoadedCity } from '../../city/index.ts'
import type { Kernel } from '../../kernel/index.ts'
import { metresBetween, roundedPlace } from '../appeals.cells.ts'
import type { AppealCity } from '../appeals.context.ts'
import { itemOf, type AppealItem } from '../appeals.item.ts'
import { hasJoined } from './appeals.joins.store.ts'
import { comparable, isFar, isLike, likeness, sharedOf, wordsOfCategories, type Compared } from './appeals.likeness.ts'
import { neighbourOf } from './appeals.neighbours.ts'
import {
  candidatesAround,
  candidatesOf,
  READ_WHOLE,
  readSimilar,
  type Candidate,
  type SimilarAppeal,
} from './appeals.similar.store.ts'
import { shownPlaceOf } from './appeals.stranger.ts'

export type SimilarInput = z.output<typeof similarInput>
export type SimilarItem = z.infer<typeof similarItem>

export interface AppealSimilar {
  /** Open appeals like the one being written, the likest first, at most five; each as strangers see it. */
  similar(actor: Actor, input: SimilarInput): Promise<{ items: SimilarItem[] }>
  /** The same for staff, who compare all words and see the orders that they may read. */
  similarOrders(actor: Actor, input: SimilarInput): Promise<{ items: AppealItem[] }>
}

interface Found {
  readonly appeal: SimilarAppeal
  readonly compared: Compared
}
interface Likely {
  readonly candidate: Candidate
  readonly compared: Compared
}

const MOST = 5

export interface SimilarDeps {
  readonly kernel: Kernel
  readonly city: AppealCity
  readonly loaded: LoadedCity
}

export function createAppealSimilar({ kernel, city, loaded }: SimilarDeps): AppealSimilar {
  const { db, clock } = kernel
  const known = wordsOfCategories(loaded)

  /** @param may which of them whoever asks is shown */
  async function find(
    { category, text, point }: SimilarInput,
    words: ReadonlySet<string> | null,
    may: (appeal: SimilarAppeal) => boolean,
  ): Promise<Found[]> {
    const at = point ? toWgs84([point.lng, point.lat], point.crs) : null
    // Words alone are never enough: see `isLike`.
    if (!at && !category) return []
    const asked = comparable(text, words)
    const from = at && { lng: at[0], lat: at[1] }
    // By the rounded place: asking from several sides must not tell the true one.
    const metresTo = (place: { lng: number; lat: number } | null) => from && place && metresBetween(from, place)

    /** At its likest, which is at the nearer of the two places that strangers may be told of. */
    function likest(candidate: Candidate): Likely {
      const { lng, lat } = candidate
      const metres =
        from && lng !== null && lat !== null
          ? Math.min(...[true, false].map((wide) => metresBetween(from, roundedPlace(lng, lat, wide))))
          : null
      const sameCategory = Boolean(category) && candidate.category === category
      // Most of those around are: their words need not be read.
      if (isFar(metres)) return { candidate, compared: { sameCategory, shared: 0, metres } }
      // Its category stands for words of its own, unless categories are compared anyway.
      const said = category ? candidate.text : `${candidate.text}\n${city.categoryName(candidate.category)['zh-CN']}`
      return { candidate, compared: { sameCategory, shared: sharedOf(asked, comparable(said, words)), metres } }
    }

    const candidates = from
      ? await candidatesAround(db.read, from.lng, from.lat)
      : await candidatesOf(db.read, category ?? '')
    const likely = candidates
      .map(likest)
      .filter(({ compared }) => isLike(compared))
      .sort((a, b) => likeness(b.compared) - likeness(a.compared))
    const sharedBy = new Map(likely.map(({ candidate, compared }) => [candidate.id, compared]))

    let found: Found[] = []
    for (let n = 0; n < likely.length; n += READ_WHOLE) {
      const chunk = likely.slice(n, n + READ_WHOLE)
      const [best, last] = [chunk[0], found.at(-1)]
      // What is left is less like than all that are shown.
      if (found.length === MOST && best && last && likeness(best.compared) < likeness(last.compared)) break
      const read = await readSimilar(
        db.read,
        chunk.map(({ candidate }) => candidate),
      )
      const these = read.flatMap((appeal): Found[] => {
        const bound = sharedBy.get(appeal.id)
        if (!bound || !may(appeal)) return []
        const compared = { ...bound, metres: metresTo(shownPlaceOf(appeal)) }
        return isLike(compared) ? [{ appeal, compared }] : []
      })
      found = [...found, ...these]
        .sort((a, b) => likeness(b.compared) - likeness(a.compared) || b.appeal.id - a.appeal.id)
        .slice(0, MOST)
    }
    return found
  }

  return {
    async similar(actor, input) {
      const found = await find(input, known, () => true)
      const resident = actor.kind === 'resident' ? actor.id : null
      const items: SimilarItem[] = []
      for (const { appeal, compared } of found)
        items.push({
          ...neighbourOf(appeal, city, db.keys),
          metres: compared.metres === null ? null : Math.round(compared.metres / 100) * 100,
          mine: resident !== null && appeal.state.residentId === resident ? appeal.code : null,
          joinedByMe: resident !== null && (await hasJoined(db.read, appeal.id, resident)),
        })
      return { items }
    },

    async similarOrders(actor, input) {
      const now = clock.now()
      const found = await find(input, null, ({ state }) => mayRead(state, actor, now))
      return { items: found.map(({ appeal }) => itemOf(appeal, city, now)) }
    },
  }
}
