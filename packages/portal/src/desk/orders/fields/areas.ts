interface AreaNode {
  readonly code: string
  readonly parent?: string | null
}

/** Indexes are made once a list: a city has thousands of areas. */
const indexes = new WeakMap<readonly AreaNode[], { byCode: Map<string, AreaNode>; children: Map<string, AreaNode[]> }>()

function indexOf(areas: readonly AreaNode[]) {
  let index = indexes.get(areas)
  if (!index) {
    index = { byCode: new Map(areas.map((area) => [area.code, area])), children: Map.groupBy(areas, (area) => area.parent ?? '') }
    indexes.set(areas, index)
  }
  return index
}

/** The area and those above it, from the top down; empty for an unknown code. */
export function lineOf<A extends AreaNode>(areas: readonly A[], code: string): A[] {
  const { byCode } = indexOf(areas)
  const line: A[] = []
  for (let at = byCode.get(code) as A | undefined; at && line.length < 12; at = byCode.get(at.parent ?? '') as A | undefined) line.unshift(at)
  return line
}

export const childrenOf = <A extends AreaNode>(areas: readonly A[], code: string): readonly A[] => (indexOf(areas).children.get(code) ?? []) as A[]

/** `/haitang/tangxi/loujiang`, as lists are filtered by. */
export const pathOf = (areas: readonly AreaNode[], code: string): string => lineOf(areas, code).map((area) => `/${area.code}`).join('')
