import type { LocalText } from '@civicgrid/kit'

interface Leaf {
  readonly code: string
  readonly name: LocalText
  readonly words: readonly string[]
}
interface Group<L extends Leaf> {
  readonly name: LocalText
  readonly leaves: readonly L[]
}

const names = (name: LocalText): string[] => Object.values(name).map((text) => text.toLowerCase())

/** 4 a name that begins so, 3 one that holds it, 2 a resident's word for it, 1 its group; 0 not at all. */
function rank(leaf: Leaf, group: LocalText, query: string): number {
  if (names(leaf.name).some((name) => name.startsWith(query))) return 4
  if (names(leaf.name).some((name) => name.includes(query))) return 3
  if (
    leaf.words.some(
      (word) => word.toLowerCase().includes(query) || (word.length > 1 && query.includes(word.toLowerCase())),
    )
  )
    return 2
  return names(group).some((name) => name.includes(query)) ? 1 : 0
}

/**
 * Categories for what somebody typed, in any language of the city, the likeliest first.
 * Also a whole sentence finds the category whose words are in it.
 */
export function searchCategories<L extends Leaf, G extends Group<L>>(
  groups: readonly G[],
  typed: string,
  most = 30,
): { leaf: L; group: G }[] {
  const query = typed.trim().toLowerCase()
  const all = groups.flatMap((group) => group.leaves.map((leaf) => ({ leaf, group })))
  if (query === '') return all
  return all
    .map((found) => ({ ...found, rank: rank(found.leaf, found.group.name, query) }))
    .filter((found) => found.rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .slice(0, most)
}
