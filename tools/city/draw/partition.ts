import type { Vec } from './mesh.ts'

export interface Graph {
  centres: readonly Vec[]
  /** For every cell, whom it touches and how hard it is to cross over. */
  links: readonly { cell: number; cost: number }[][]
}

/** A heap of (cost, cell, owner), the cheapest on top. */
class Queue {
  #items: [number, number, number][] = []
  get size(): number {
    return this.#items.length
  }
  push(item: [number, number, number]): void {
    const items = this.#items
    let at = items.push(item) - 1
    while (at > 0) {
      const up = (at - 1) >> 1
      const parent = items[up]
      if (!parent || parent[0] <= item[0]) break
      items[at] = parent
      at = up
    }
    items[at] = item
  }
  pop(): [number, number, number] | undefined {
    const items = this.#items
    const top = items[0]
    const last = items.pop()
    if (!top || !last || items.length === 0) return top
    let at = 0
    for (;;) {
      let down = 2 * at + 1
      const [left, right] = [items[down], items[down + 1]]
      if (!left) break
      if (right && right[0] < left[0]) down++
      const child = items[down]
      if (!child || child[0] >= last[0]) break
      items[at] = child
      at = down
    }
    items[at] = last
    return top
  }
}

/** Grows every part from its seed at once; a part with a handicap starts later. Parts are always connected. */
function grow(
  graph: Graph,
  inside: ReadonlySet<number>,
  seeds: readonly number[],
  handicap: readonly number[],
): Map<number, number> {
  const owner = new Map<number, number>()
  const queue = new Queue()
  seeds.forEach((cell, part) => queue.push([handicap[part] ?? 0, cell, part]))
  while (queue.size > 0) {
    const [cost, cell, part] = queue.pop() ?? [0, -1, -1]
    if (owner.has(cell)) continue
    owner.set(cell, part)
    for (const link of graph.links[cell] ?? []) {
      if (inside.has(link.cell) && !owner.has(link.cell)) queue.push([cost + link.cost, link.cell, part])
    }
  }
  return owner
}

const between = (a: Vec | undefined, b: Vec | undefined) => (a && b ? Math.hypot(a[0] - b[0], a[1] - b[1]) : Infinity)

function nearest(graph: Graph, cells: readonly number[], to: Vec): number {
  return cells.reduce(
    (best, cell) => (between(graph.centres[cell], to) < between(graph.centres[best], to) ? cell : best),
    cells[0] ?? 0,
  )
}

function middleOf(graph: Graph, cells: readonly number[]): Vec {
  const sum = cells.reduce<Vec>(
    (s, cell) => [s[0] + (graph.centres[cell]?.[0] ?? 0), s[1] + (graph.centres[cell]?.[1] ?? 0)],
    [0, 0],
  )
  return [sum[0] / cells.length, sum[1] / cells.length]
}

/** Far apart from each other: each next seed is the cell farthest from those already taken. */
function spread(graph: Graph, cells: readonly number[], count: number): number[] {
  const seeds = [nearest(graph, cells, middleOf(graph, cells))]
  const apart = new Map(cells.map((cell) => [cell, Infinity]))
  while (seeds.length < count) {
    const last = seeds.at(-1) ?? 0
    let far = cells[0] ?? 0
    for (const cell of cells) {
      apart.set(cell, Math.min(apart.get(cell) ?? 0, between(graph.centres[cell], graph.centres[last])))
      if ((apart.get(cell) ?? 0) > (apart.get(far) ?? 0)) far = cell
    }
    seeds.push(far)
  }
  return seeds
}

/**
 * Divides cells into connected parts of about the wanted sizes (as shares of the whole). Where
 * `at` is given, part n keeps to the place `at[n]`; otherwise seeds move to the middle of their part.
 */
export function partition(
  graph: Graph,
  cells: readonly number[],
  shares: readonly number[],
  at?: readonly Vec[],
): number[][] {
  const inside = new Set(cells)
  const total = shares.reduce((a, b) => a + b, 0)
  const handicap = shares.map(() => 0)
  let seeds = at ? at.map((place) => nearest(graph, cells, place)) : spread(graph, cells, shares.length)
  const wide =
    seeds.reduce((s, a, i) => s + between(graph.centres[a], graph.centres[seeds[(i + 1) % seeds.length] ?? a]), 0) /
    seeds.length
  let best: number[][] = []
  let bestError = Infinity
  for (let round = 0; round < 40; round++) {
    const parts: number[][] = shares.map(() => [])
    for (const [cell, part] of grow(graph, inside, seeds, handicap)) parts[part]?.push(cell)
    const errors = parts.map((part, n) => part.length / (((shares[n] ?? 1) / total) * cells.length) - 1)
    const error = Math.max(...errors.map(Math.abs))
    if (error < bestError && parts.every((part) => part.length > 0)) [best, bestError] = [parts, error]
    errors.forEach(
      (e, n) => (handicap[n] = (handicap[n] ?? 0) + (wide * 0.15 * Math.max(-1, Math.min(1, e))) / (1 + round / 8)),
    )
    if (!at && round < 20)
      seeds = parts.map((part, n) => (part.length > 0 ? nearest(graph, part, middleOf(graph, part)) : (seeds[n] ?? 0)))
  }
  if (best.length === 0) throw new Error(`cannot divide ${cells.length} cells into ${shares.length}`)
  return best.map((part) => part.sort((a, b) => a - b))
}
