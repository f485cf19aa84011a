/**
 * Which category a resident's words are about, by the city's lexicon: the names of its categories and what residents call
 * them (`categories.json`). Pure, so that a phone without a network proposes as the server does. A city with a learned
 * classifier asks that one behind the same shape.
 */

/** What is read of a city's categories. */
export interface Lexicon {
  readonly leaves: readonly {
    readonly code: string
    readonly name: Readonly<Record<string, string>>
    readonly words: readonly string[]
  }[]
}

export interface Proposal {
  /** Of a category. */
  readonly category: string
  /** How much of all that speaks for any category speaks for this one, from 0 to 1. */
  readonly share: number
}

/** At least this share, and nobody close behind: then it may be filled in, for the sender to change. */
export const SURE_SHARE = 0.45
const AHEAD = 1.35

/** Half-width and lower case, blanks out: how words are compared. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
const latinIn = (text: string): string[] => text.toLowerCase().match(/[a-z]{4,}/g) ?? []
const singular = (word: string): string => word.replace(/s$/, '')

const pairsIn = (text: string): string[] =>
  Array.from(text.matchAll(/(?=(\p{Script=Han}{2}))/gu), ([, pair]) => pair ?? '')

interface Index {
  /** Words without blanks, and how rare each is among the categories. */
  readonly words: ReadonlyMap<string, { readonly codes: ReadonlySet<string>; readonly rarity: number }>
  /** Pairs of characters that stand in them: 垃圾 of 暴露垃圾 says something of 生活垃圾, too. */
  readonly pairs: ReadonlyMap<string, ReadonlySet<string>>
  /** Latin words, which are not written without blanks between them. */
  readonly latin: ReadonlyMap<string, ReadonlySet<string>>
  readonly size: number
}

const indexes = new WeakMap<readonly Lexicon[], Index>()

function indexOf(groups: readonly Lexicon[]): Index {
  const known = indexes.get(groups)
  if (known) return known
  const words = new Map<string, Set<string>>()
  const latin = new Map<string, Set<string>>()
  const pairs = new Map<string, Set<string>>()
  const put = (map: Map<string, Set<string>>, word: string, code: string) =>
    map.set(word, (map.get(word) ?? new Set()).add(code))
  let size = 0
  for (const { leaves } of groups)
    for (const { code, name, words: spoken } of leaves) {
      size++
      for (const word of [...Object.values(name), ...spoken]) {
        put(words, plain(word), code)
        for (const pair of pairsIn(plain(word))) put(pairs, pair, code)
        for (const part of latinIn(word)) put(latin, singular(part), code)
      }
    }
  const rarity = (codes: Set<string>) => Math.log(1 + size / codes.size)
  const index = {
    words: new Map([...words].map(([word, codes]) => [word, { codes, rarity: rarity(codes) }])),
    pairs,
    latin,
    size,
  }
  indexes.set(groups, index)
  return index
}

/** A pair that is no whole word of the lexicon is worth so much of a character. */
const PAIR = 0.7

/** One character of a word that is said alone says little: 臭 may be a bin or a river. */
const weight = (word: string): number => (word.length === 1 ? 0.6 : word.length)

/** Categories that the words may be about, the likeliest first; none where nothing speaks for any. */
export function proposeCategories(groups: readonly Lexicon[], text: string, limit = 3): Proposal[] {
  const { words, pairs, latin, size } = indexOf(groups)
  const said = plain(text)
  const scores = new Map<string, number>()
  const add = (codes: ReadonlySet<string>, points: number) => {
    for (const code of codes) scores.set(code, (scores.get(code) ?? 0) + points / Math.sqrt(codes.size))
  }
  for (const [word, { codes, rarity }] of words) if (said.includes(word)) add(codes, weight(word) * rarity)
  for (const pair of new Set(pairsIn(said))) {
    const codes = pairs.get(pair)
    if (codes) add(codes, PAIR * Math.log(1 + size / codes.size))
  }
  for (const part of new Set(latinIn(text).map(singular))) {
    const codes = latin.get(part)
    if (codes) add(codes, (part.length / 2) * Math.log(1 + size / codes.size))
  }
  const all = [...scores.values()].reduce((sum, score) => sum + score, 0)
  return [...scores]
    .map(([category, score]) => ({ category, share: score / all }))
    .sort((a, b) => b.share - a.share || (a.category < b.category ? -1 : 1))
    .slice(0, limit)
}

/** The one to fill in before anybody has chosen; null where two are about as likely, or none is. */
export function sureProposal(proposals: readonly Proposal[]): Proposal | null {
  const [first, second] = proposals
  if (!first || first.share < SURE_SHARE) return null
  return first.share >= (second?.share ?? 0) * AHEAD ? first : null
}
