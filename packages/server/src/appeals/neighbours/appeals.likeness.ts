import type { LoadedCity } from '../../city/index.ts'
import { gramsOf } from '../appeals.grams.ts'

/** How alike two appeals are, from what may be compared: pure numbers, the same for everybody. */
export interface Compared {
  readonly sameCategory: boolean
  /** Of the fewer words, how many they share; 0 to 1. */
  readonly shared: number
  /** Between the place asked about and the rounded place; null without two places. */
  readonly metres: number | null
}

const OF_CATEGORY = 0.3
const OF_PLACE = 0.3
const OF_WORDS = 0.5

/** Half of the words in common is as good as all: nobody tells a thing twice alike. */
const ENOUGH_SHARED = 0.5
/** A rounded place is up to 180 m off; beyond a kilometre it is another place. */
const FAR = 1_000

const LIKE = 0.5
/** Without two places category and words must both fit. */
const LIKE_WITHOUT_PLACE = 0.65

/** 0 to 1.1. */
export function likeness({ sameCategory, shared, metres }: Compared): number {
  const near = metres === null ? 0 : Math.max(0, 1 - metres / FAR)
  return (sameCategory ? OF_CATEGORY : 0) + OF_PLACE * near + OF_WORDS * Math.min(1, shared / ENOUGH_SHARED)
}

/** What is far is another thing, however it is told. */
export const isFar = (metres: number | null): boolean => metres !== null && metres > FAR

/** Alike enough to be shown. */
export function isLike(compared: Compared): boolean {
  if (isFar(compared.metres)) return false
  return likeness(compared) >= (compared.metres === null ? LIKE_WITHOUT_PLACE : LIKE)
}

/**
 * Of a text, the words that may be compared.
 * @param known only these; null: all. To strangers only the city's own words for its categories: who could try any word would
 * learn what others wrote, name by name.
 */
export function comparable(text: string, known: ReadonlySet<string> | null): Set<string> {
  const telling = gramsOf(text).filter((gram) => gram.length > 1)
  return new Set(known ? telling.filter((gram) => known.has(gram)) : telling)
}

/** @see Compared.shared */
export function sharedOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const fewer = Math.min(a.size, b.size)
  if (fewer === 0) return 0
  let both = 0
  for (const gram of a) if (b.has(gram)) both += 1
  return both / fewer
}

/** The city's own words for what can be wrong. */
export function wordsOfCategories({ city }: Pick<LoadedCity, 'city'>): ReadonlySet<string> {
  const words = city.categories.flatMap((group) => [
    group.name['zh-CN'],
    ...group.leaves.flatMap((leaf) => [leaf.name['zh-CN'], ...leaf.words]),
  ])
  return new Set(words.flatMap(gramsOf).filter((gram) => gram.length > 1))
}
