import type { Vec } from './mesh.ts'
import { partition, type Graph } from './partition.ts'
import { random } from './random.ts'
import type { Named, NamedArea, Recipe } from './recipe.ts'

/** An area of the city being drawn: which cells are its land. */
export interface Piece {
  code: string
  level: string
  parent?: string
  name: Named
  population?: number
  cells: number[]
}

/** Whole numbers that add up to `total`, as near to the weights as can be, none below one. */
export function portions(weights: readonly number[], total: number): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  const parts = weights.map((weight) => Math.max(1, Math.floor((weight / sum) * total)))
  const order = weights.map((weight, i) => ({ i, short: (weight / sum) * total - (parts[i] ?? 0) }))
  for (let missing = total - parts.reduce((a, b) => a + b, 0); missing !== 0; missing -= Math.sign(missing)) {
    order.sort((a, b) => (missing > 0 ? b.short - a.short : a.short - b.short))
    const next = missing > 0 ? order[0] : order.find(({ i }) => (parts[i] ?? 0) > 1)
    if (!next) break
    parts[next.i] = (parts[next.i] ?? 0) + Math.sign(missing)
    next.short -= Math.sign(missing)
  }
  return parts
}

const leavesUnder = (area: NamedArea): number => (area.areas ?? []).reduce((n, child) => n + leavesUnder(child), 0) || 1

function middle(graph: Graph, cells: readonly number[]): Vec {
  const sum = cells.reduce<Vec>(
    (s, c) => [s[0] + (graph.centres[c]?.[0] ?? 0), s[1] + (graph.centres[c]?.[1] ?? 0)],
    [0, 0],
  )
  return [sum[0] / cells.length, sum[1] / cells.length]
}

/** From the north-west to the south-east, as people number things. */
const inOrder = (graph: Graph, parts: number[][]) =>
  parts.sort((a, b) => middle(graph, b)[1] - middle(graph, a)[1] || middle(graph, a)[0] - middle(graph, b)[0])

/** The areas that the recipe puts at a place. */
function placed(area: NamedArea): { area: NamedArea; at: Vec }[] {
  return area.at ? [{ area, at: area.at }] : (area.areas ?? []).flatMap(placed)
}

/**
 * The named areas, from the top down. Those with a place grow around it, all at once; what lies above
 * them is their sum, and what lies in them shares them evenly.
 */
export function divideNamed(recipe: Recipe, graph: Graph): Piece[] {
  const anchors = placed(recipe.top)
  const everywhere = graph.centres.map((_, i) => i)
  const grown = partition(
    graph,
    everywhere,
    anchors.map(({ area }) => leavesUnder(area)),
    anchors.map(({ at }) => at),
  )
  const cellsOf = new Map(anchors.map(({ area }, i) => [area.code, grown[i] ?? []]))
  const sum = (area: NamedArea): number[] => cellsOf.get(area.code) ?? (area.areas ?? []).flatMap(sum)

  const pieces: Piece[] = []
  const take = (area: NamedArea, depth: number, cells: number[], parent?: string) => {
    const level = recipe.levels[depth]?.code ?? ''
    pieces.push({ code: area.code, level, ...(parent === undefined ? {} : { parent }), name: area.name, cells })
    const children = area.areas ?? []
    if (children.length === 0) return
    const above = children.some((child) => sum(child).length > 0)
    const parts = above ? children.map(sum) : partition(graph, cells, children.map(leavesUnder))
    children.forEach((child, i) => take(child, depth + 1, parts[i] ?? [], area.code))
  }
  take(recipe.top, 0, everywhere)
  return pieces
}

function fill(name: Named, parent: Named, n: number): Named {
  const put = (text: string, of: string) => text.replace('{parent}', of).replace('{n}', String(n))
  return { 'zh-CN': put(name['zh-CN'], parent['zh-CN']), en: put(name.en, parent.en) }
}

/** The numbered areas of one level, inside those of the level above; exactly `count` of them. */
export function divideNumbered(
  recipe: Recipe,
  graph: Graph,
  parents: readonly Piece[],
  row: Recipe['numbered'][number],
): Piece[] {
  const next = random(recipe.seed + row.count)
  const [fewest, most] = row.population
  const counts = portions(
    parents.map((parent) => parent.cells.length),
    row.count,
  )
  return parents.flatMap((parent, p) => {
    const shares = Array.from({ length: counts[p] ?? 1 }, () => 1)
    return inOrder(graph, partition(graph, parent.cells, shares)).map((cells, i): Piece => ({
      code: `${parent.code}-${i + 1}`,
      level: row.level,
      parent: parent.code,
      name: fill(row.name, parent.name, i + 1),
      population: Math.round(fewest + next() * (most - fewest)),
      cells,
    }))
  })
}

/** Population is known at the bottom; above, it is the sum. */
export function sumPopulation(pieces: Piece[]): void {
  const byCode = new Map(pieces.map((piece) => [piece.code, piece]))
  const bottom = pieces.at(-1)?.level
  for (const piece of pieces) if (piece.level !== bottom) piece.population = 0
  for (const piece of pieces.filter((one) => one.level === bottom)) {
    for (let up = byCode.get(piece.parent ?? ''); up; up = byCode.get(up.parent ?? '')) {
      up.population = (up.population ?? 0) + (piece.population ?? 0)
    }
  }
}
