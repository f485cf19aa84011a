import { localText, type Locale } from '../i18n/translate.ts'
import type { Category, CategoryGroup } from '@civicgrid/sdk'

export interface Found {
  leaf: Category
  group: CategoryGroup
}

/** Half-width and lower case, blanks out: how words are compared. */
const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

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

export function findCategory(groups: readonly CategoryGroup[], code: string | null): Found | null {
  for (const group of groups) {
    const leaf = group.leaves.find((each) => each.code === code)
    if (leaf) return { leaf, group }
  }
  return null
}
