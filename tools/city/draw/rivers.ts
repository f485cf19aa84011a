import { at, neighbours, type Mesh, type Vec } from './mesh.ts'

function nearestOn(line: readonly Vec[], [x, y]: Vec): { at: number; far: number } {
  let [at, far] = [0, Infinity]
  line.forEach((p, i) => {
    const d = Math.hypot(p[0] - x, p[1] - y)
    if (d < far) [at, far] = [i, d]
  })
  return { at, far }
}

/**
 * Leads a river along the edges of the mesh and moves those corners onto it, so that borders run in
 * the river. Gives the corners it passes, and its course from end to end; those in `fixed` stay where they are.
 */
export function leadRiver(
  mesh: Mesh,
  line: readonly Vec[],
  fixed: ReadonlySet<number>,
): { path: number[]; course: () => Vec[] } {
  const around = ringsAround(mesh)
  const near = mesh.corners.map((corner) => nearestOn(line, corner))
  const path = cheapestPath(mesh, around, line, (corner) => near[corner]?.far ?? 0)

  // Along the line, never backwards, and evenly: the zigzag of the mesh must not stay in the river.
  const places = path.map((corner) => near[corner]?.at ?? 0)
  for (let i = 1; i < places.length; i++) places[i] = Math.max(places[i] ?? 0, places[i - 1] ?? 0)
  for (let round = 0; round < 30; round++) {
    for (let i = 1; i + 1 < places.length; i++)
      places[i] = ((places[i - 1] ?? 0) + (places[i] ?? 0) + (places[i + 1] ?? 0)) / 3
  }
  path.forEach((corner, i) => {
    const on = line[Math.round(places[i] ?? 0)]
    if (on && !fixed.has(corner) && !around.outer.has(corner)) mesh.corners[corner] = on
  })
  relax(mesh, around, new Set([...path, ...fixed]))
  const inner = path.filter((corner) => !around.outer.has(corner))
  return {
    path,
    course: () => [line[0], ...inner.map((corner) => mesh.corners[corner]), line.at(-1)].flatMap((p) => (p ? [p] : [])),
  }
}

interface Around {
  /** Corners that share an edge with a corner. */
  corners: Map<number, Set<number>>
  /** Corners on the outline. */
  outer: Set<number>
}

function ringsAround(mesh: Mesh): Around {
  const corners = new Map<number, Set<number>>()
  const sides = new Set<string>()
  for (const cell of mesh.cells) {
    cell.forEach((a, k) => {
      const b = cell[(k + 1) % cell.length] ?? a
      sides.add(`${a} ${b}`)
      corners.set(a, (corners.get(a) ?? new Set()).add(b))
      corners.set(b, (corners.get(b) ?? new Set()).add(a))
    })
  }
  const outer = new Set<number>()
  for (const side of sides) {
    const [a, b] = side.split(' ')
    if (!sides.has(`${b} ${a}`)) outer.add(Number(a)).add(Number(b))
  }
  return { corners, outer }
}

/** Lets the corners beside moved ones give way, so that no cell is left crumpled. */
function relax(mesh: Mesh, around: Around, pinned: ReadonlySet<number>): void {
  let ring = new Set(pinned)
  for (let far = 0; far < 2; far++)
    ring = new Set([...ring].flatMap((corner) => [corner, ...(around.corners.get(corner) ?? [])]))
  for (let round = 0; round < 4; round++) {
    for (const corner of ring) {
      const [own, beside] = [mesh.corners[corner], [...(around.corners.get(corner) ?? [])]]
      if (!own || pinned.has(corner) || around.outer.has(corner)) continue
      const mean = (n: 0 | 1) => beside.reduce((s, other) => s + (mesh.corners[other]?.[n] ?? 0), 0) / beside.length
      mesh.corners[corner] = [(own[0] + mean(0)) / 2, (own[1] + mean(1)) / 2]
    }
  }
}

/** From the outline to the outline, close to the line (Dijkstra over the corners). */
function cheapestPath(mesh: Mesh, around: Around, line: readonly Vec[], far: (corner: number) => number): number[] {
  const apart = (a: number, [x, y]: Vec) => Math.hypot((mesh.corners[a]?.[0] ?? 0) - x, (mesh.corners[a]?.[1] ?? 0) - y)
  const closest = (to: Vec) => [...around.outer].reduce((best, c) => (apart(c, to) < apart(best, to) ? c : best))
  const anywhere = (to: Vec) => mesh.corners.reduce((best, _, c) => (apart(c, to) < apart(best, to) ? c : best), 0)
  const ends = [line[0] ?? [0, 0], line.at(-1) ?? [0, 0]] as const
  // A river that begins or ends at another one does so inside.
  const [start, end] = ends.map((to) => (apart(closest(to), to) < 1 ? closest(to) : anywhere(to)))

  const cost = new Map([[start ?? 0, 0]])
  const from = new Map<number, number>()
  const open = new Set([start ?? 0])
  while (open.size > 0) {
    let at = -1
    for (const corner of open) if (at < 0 || (cost.get(corner) ?? 0) < (cost.get(at) ?? 0)) at = corner
    open.delete(at)
    if (at === end) break
    for (const to of around.corners.get(at) ?? []) {
      const away = far(to) / 0.1
      const through = (cost.get(at) ?? 0) + apart(at, mesh.corners[to] ?? [0, 0]) * (1 + away * away)
      if (through < (cost.get(to) ?? Infinity)) {
        cost.set(to, through)
        from.set(to, at)
        open.add(to)
      }
    }
  }
  const path = [end ?? 0]
  for (let at = from.get(end ?? 0); at !== undefined; at = from.get(at)) path.unshift(at)
  return path
}

/** The graph that parts grow over: to cross a river costs as much as going a long way round. */
export function graphOf(mesh: Mesh, rivers: readonly (readonly number[])[]): { cell: number; cost: number }[][] {
  const wet = new Set(
    rivers.flatMap((path) => path.slice(1).map((b, i) => [path[i] ?? b, b].sort((x, y) => x - y).join(' '))),
  )
  return neighbours(mesh).map((list, n) =>
    list.map(({ cell, edge }) => {
      const [a, b] = [at(mesh.centres, n), at(mesh.centres, cell)]
      const river = wet.has([...edge].sort((x, y) => x - y).join(' '))
      return { cell, cost: Math.hypot(a[0] - b[0], a[1] - b[1]) * (river ? 8 : 1) }
    }),
  )
}
