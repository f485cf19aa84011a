import { localText, type Locale } from '@civicgrid/kit'
import type { Category, CategoryGroup } from '@civicgrid/sdk'

export interface Found {
  leaf: Category
  group: CategoryGroup
}

/** Half-width and lower case, blanks out: how words are compared. */
const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/** Latin words that a description shares with a category's, each once: English is not written without blanks. */
function spoken(text: string, ...lists: string[]): number {
  const latin = (from: string) => new Set(from.toLowerCase().match(/[a-z]{4,}/g))
  const said = latin(text)
  let score = 0
  for (const word of latin(lists.join(' ')))
    if (said.has(word) || said.has(word.replace(/s$/, ''))) score += word.length
  return score
}

/** Words of one character say too little of a whole description. */
const TELLING = 2

/**
 * Categories for a search, the best first: a name that begins with the words, one that holds them, a resident's word for it.
 * @param words as typed; nothing is found for nothing
 */
export function searchCategories(groups: readonly CategoryGroup[], words: string, locale: Locale): Found[] {
  const asked = plain(words)
  if (asked === '') return []
  const scored = groups.flatMap((group) =>
    group.leaves.flatMap((leaf) => {
      const name = plain(localText(leaf.name, locale))
      const score = name.startsWith(asked)
        ? 4
        : name.includes(asked)
          ? 3
          : leaf.words.some((each) => plain(each).includes(asked))
            ? 2
            : plain(localText(group.name, locale)).includes(asked)
              ? 1
              : 0
      return score > 0 ? [{ leaf, group, score }] : []
    }),
  )
  return scored.sort((a, b) => b.score - a.score)
}

/** Categories that a description seems to be about: the more of their words it holds, and the longer ones, the better. */
export function guessCategories(groups: readonly CategoryGroup[], text: string, locale: Locale, limit = 3): Found[] {
  const said = plain(text)
  const scored = groups.flatMap((group) =>
    group.leaves.flatMap((leaf) => {
      const words = new Set([localText(leaf.name, locale), ...leaf.words].map(plain))
      let score = 0
      for (const word of words) if (word.length >= TELLING && said.includes(word)) score += word.length
      score += spoken(text, localText(leaf.name, locale), ...leaf.words)
      return score > 0 ? [{ leaf, group, score }] : []
    }),
  )
  return scored.sort((a, b) => b.score - a.score).slice(0, limit)
}

export function findCategory(groups: readonly CategoryGroup[], code: string | null): Found | null {
  for (const group of groups) {
    const leaf = group.leaves.find((each) => each.code === code)
    if (leaf) return { leaf, group }
  }
  return null
}
