import { mayRead, toWgs84, type Actor, type similarInput, type similarItem } from '@civicgrid/contracts'
import type { z } from 'zod'
import type { LoadedCity } from '../../city/index.ts'
import type { Kernel } from '../../kernel/index.ts'
import { metresBetween } from '../appeals.cells.ts'
import type { AppealCity } from '../appeals.context.ts'
import { areaGram, gramsOf } from '../appeals.grams.ts'
import { itemOf, type AppealItem } from '../appeals.item.ts'
import { hasJoined } from './appeals.joins.store.ts'
import { comparable, isLike, likeness, sharedOf, type Compared } from './appeals.likeness.ts'
import { neighbourOf, type NeighbourItem } from './appeals.neighbours.ts'
import { candidatesAround, candidatesByWords, type Candidate } from './appeals.similar.store.ts'

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
  readonly shown: NeighbourItem
  readonly compared: Compared
}

const MOST = 5
/** The first words say what it is; each pair of them is looked for. */
const ASKED = 6

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
    // Words alone are never enough: see `isLike`.
    if (!category && !point) return []
    const at = point ? toWgs84([point.lng, point.lat], point.crs) : null
    const asked = comparable(text, words)
    const byId = new Map<number, Candidate>()
    if (at) for (const one of await candidatesAround(db.read, at[0], at[1])) byId.set(one.id, one)
    const pairs = pairsOf([...asked].slice(0, ASKED))
    if (pairs.length > 0) {
      const area = at && loaded.locate(at[0], at[1])
      const near = area ? [areaGram(lastOf(city.townshipOf(loaded.tree.pathOf(area))))] : []
      for (const one of await candidatesByWords(db.read, { all: near, anyPair: pairs })) byId.set(one.id, one)
    }
    return [...byId.values()]
      .map((appeal): Found => {
        const shown = neighbourOf(appeal, city, db.keys)
        const { place } = shown
        // By the rounded place: asking from several sides must not tell the true one.
        const metres = at && place ? metresBetween({ lng: at[0], lat: at[1] }, place) : null
        // Its category stands for words of its own, unless categories are compared anyway.
        const told = comparable(category ? appeal.text : `${appeal.text}\n${shown.category.name['zh-CN']}`, words)
        const sameCategory = Boolean(category) && appeal.state.category === category
        return { appeal, shown, compared: { sameCategory, shared: sharedOf(asked, told), metres } }
      })
      .filter(({ compared }) => isLike(compared))
      .sort((a, b) => likeness(b.compared) - likeness(a.compared) || b.appeal.id - a.appeal.id)
  }

  return {
    async similar(actor, input) {
      const found = (await find(input, known)).slice(0, MOST)
      const resident = actor.kind === 'resident' ? actor.id : null
      const items: SimilarItem[] = []
      for (const { appeal, shown, compared } of found)
        items.push({
          ...shown,
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

const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** Two words together tell a thing; one alone only where there is no other. */
function pairsOf(words: readonly string[]): string[][] {
  if (words.length < 2) return words.map((word) => [word])
  return words.flatMap((word, i) => words.slice(i + 1).map((other) => [word, other]))
}

/** The city's own words for what can be wrong. */
function wordsOfCategories({ city }: LoadedCity): ReadonlySet<string> {
  const words = city.categories.flatMap((group) => [
    group.name['zh-CN'],
    ...group.leaves.flatMap((leaf) => [leaf.name['zh-CN'], ...leaf.words]),
  ])
  return new Set(words.flatMap(gramsOf).filter((gram) => gram.length > 1))
}
