import { mayRead, toWgs84, type Actor, type similarInput, type similarItem } from '@civicgrid/contracts'
import type { z } from 'zod'
import type { LoadedCity } from '../../city/index.ts'
import type { Kernel } from '../../kernel/index.ts'
import { metresBetween } from '../appeals.cells.ts'
import type { AppealCity } from '../appeals.context.ts'
import { gramsOf } from '../appeals.grams.ts'
import { itemOf, type AppealItem } from '../appeals.item.ts'
import { hasJoined } from './appeals.joins.store.ts'
import { comparable, isFar, isLike, likeness, sharedOf, type Compared } from './appeals.likeness.ts'
import { neighbourOf, shownPlaceOf } from './appeals.neighbours.ts'
import { candidatesAround, candidatesOf, type Candidate } from './appeals.similar.store.ts'

export type SimilarInput = z.output<typeof similarInput>
export type SimilarItem = z.infer<typeof similarItem>

export interface AppealSimilar {
  /** Open appeals like the one being written, the likest first, at most five; each as strangers see it. */
  similar(actor: Actor, input: SimilarInput): Promise<{ items: SimilarItem[] }>
  /** The same for staff, who compare all words and see the orders that they may read. */
  similarOrders(actor: Actor, input: SimilarInput): Promise<{ items: AppealItem[] }>
}

interface Found {
  readonly appeal: Candidate
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

  async function find(input: SimilarInput, words: ReadonlySet<string> | null): Promise<Found[]> {
    const { category, text, point } = input
    const at = point ? toWgs84([point.lng, point.lat], point.crs) : null
    // Words alone are never enough: see `isLike`.
    if (!at && !category) return []
    const candidates = at ? await candidatesAround(db.read, at[0], at[1]) : await candidatesOf(db.read, category ?? '')
    const asked = comparable(text, words)

    function comparedWith(appeal: Candidate): Compared {
      const place = shownPlaceOf(appeal)
      // By the rounded place: asking from several sides must not tell the true one.
      const metres = at && place ? metresBetween({ lng: at[0], lat: at[1] }, place) : null
      const sameCategory = Boolean(category) && appeal.state.category === category
      // Most of those around are: their words need not be read.
      if (isFar(metres)) return { sameCategory, shared: 0, metres }
      // Its category stands for words of its own, unless categories are compared anyway.
      const said = category ? appeal.text : `${appeal.text}\n${city.categoryName(appeal.state.category)['zh-CN']}`
      return { sameCategory, shared: sharedOf(asked, comparable(said, words)), metres }
    }

    return candidates
      .map((appeal): Found => ({ appeal, compared: comparedWith(appeal) }))
      .filter(({ compared }) => isLike(compared))
      .sort((a, b) => likeness(b.compared) - likeness(a.compared) || b.appeal.id - a.appeal.id)
  }

  return {
    async similar(actor, input) {
      const found = (await find(input, known)).slice(0, MOST)
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
      const found = (await find(input, null)).filter(({ appeal }) => mayRead(appeal.state, actor, now))
      return { items: found.slice(0, MOST).map(({ appeal }) => itemOf(appeal, city, now)) }
    },
  }
}

/** The city's own words for what can be wrong. */
function wordsOfCategories({ city }: LoadedCity): ReadonlySet<string> {
  const words = city.categories.flatMap((group) => [
    group.name['zh-CN'],
    ...group.leaves.flatMap((leaf) => [leaf.name['zh-CN'], ...leaf.words]),
  ])
  return new Set(words.flatMap(gramsOf).filter((gram) => gram.length > 1))
}
