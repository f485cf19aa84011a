import { neighbours, type Mesh, type Vec } from './mesh.ts'

/** A smooth line through points (Catmull–Rom), with a point about every `step` kilometres. */
export function smooth(through: readonly Vec[], step: number): Vec[] {
  const out: Vec[] = []
  for (let i = 0; i + 1 < through.length; i++) {
    const [b, c] = [through[i] ?? [0, 0], through[i + 1] ?? [0, 0]]
    const a = through[i - 1] ?? [2 * b[0] - c[0], 2 * b[1] - c[1]]
    const d = through[i + 2] ?? [2 * c[0] - b[0], 2 * c[1] - b[1]]
    const pieces = Math.max(1, Math.ceil(Math.hypot(c[0] - b[0], c[1] - b[1]) / step))
    for (let k = 0; k < pieces; k++) {
      const t = k / pieces
      const on = (n: 0 | 1) =>
        b[n] + 0.5 * t * (c[n] - a[n] + t * (2 * a[n] - 5 * b[n] + 4 * c[n] - d[n] + t * (3 * (b[n] - c[n]) + d[n] - a[n])))
      out.push([on(0), on(1)])
    }
  }
  const last = through.at(-1)
  return last ? [...out, last] : out
}

function nearestOn(line: readonly Vec[], [x, y]: Vec): Vec {
  let [best, far]: [Vec, number] = [[x, y], Infinity]
  for (const p of line) {
    const d = Math.hypot(p[0] - x, p[1] - y)
    if (d < far) [best, far] = [p, d]
  }
  return best
}

const isSimple = (mesh: Mesh, cell: readonly number[]) => {
  // Star-shaped about its middle, and turning left all the way round it.
  const points = cell.map((corner) => mesh.corners[corner] ?? [0, 0])
  const mx = points.reduce((s, p) => s + p[0], 0) / points.length
  const my = points.reduce((s, p) => s + p[1], 0) / points.length
  return points.every(([ax, ay], k) => {
    const [bx, by] = points[(k + 1) % points.length] ?? [0, 0]
    return (ax - mx) * (by - my) - (bx - mx) * (ay - my) > 1e-4
  })
}

/**
 * Leads a river along the edges of the mesh and moves those corners onto it, so that borders run in
 * the river. Gives the corners it passes; a corner that would spoil a cell is not moved.
 */
export function leadRiver(mesh: Mesh, line: readonly Vec[]): number[] {
  const links = new Map<number, Set<number>>()
  const cellsAt = new Map<number, number[]>()
  mesh.cells.forEach((cell, n) =>
    cell.forEach((a, k) => {
      const b = cell[(k + 1) % cell.length] ?? a
      links.set(a, (links.get(a) ?? new Set()).add(b))
      links.set(b, (links.get(b) ?? new Set()).add(a))
      cellsAt.set(a, [...(cellsAt.get(a) ?? []), n])
    }),
  )
  const off = mesh.corners.map((corner) => {
    const on = nearestOn(line, corner)
    return Math.hypot(on[0] - corner[0], on[1] - corner[1])
  })
  const all = [...links.keys()]
  const closest = (to: Vec | undefined) =>
    all.reduce((best, corner) => {
      const d = (n: number) => Math.hypot((mesh.corners[n]?.[0] ?? 0) - (to?.[0] ?? 0), (mesh.corners[n]?.[1] ?? 0) - (to?.[1] ?? 0))
      return d(corner) < d(best) ? corner : best
    }, all[0] ?? 0)
  const [start, end] = [closest(line[0]), closest(line.at(-1))]

  const cost = new Map([[start, 0]])
  const from = new Map<number, number>()
  const open = new Set([start])
  while (open.size > 0) {
    let at = -1
    for (const corner of open) if (at < 0 || (cost.get(corner) ?? 0) < (cost.get(at) ?? 0)) at = corner
    open.delete(at)
    if (at === end) break
    for (const to of links.get(at) ?? []) {
      const [a, b] = [mesh.corners[at] ?? [0, 0], mesh.corners[to] ?? [0, 0]]
      const away = (off[to] ?? 0) / 0.1
      const through = (cost.get(at) ?? 0) + Math.hypot(a[0] - b[0], a[1] - b[1]) * (1 + away * away)
      if (through < (cost.get(to) ?? Infinity)) {
        cost.set(to, through)
        from.set(to, at)
        open.add(to)
      }
    }
  }
  const path = [end]
  for (let at = from.get(end); at !== undefined; at = from.get(at)) path.unshift(at)
  for (const corner of path) {
    const old = mesh.corners[corner]
    if (!old) continue
    mesh.corners[corner] = nearestOn(line, old)
    const spoilt = (cellsAt.get(corner) ?? []).some((cell) => !isSimple(mesh, mesh.cells[cell] ?? []))
    if (spoilt) mesh.corners[corner] = old
  }
  return path
}

/** The graph that parts grow over: to cross a river costs as much as going a long way round. */
export function graphOf(mesh: Mesh, rivers: readonly (readonly number[])[]): { cell: number; cost: number }[][] {
  const wet = new Set(rivers.flatMap((path) => path.slice(1).map((b, i) => [path[i] ?? b, b].sort((x, y) => x - y).join(' '))))
  return neighbours(mesh).map((list, n) =>
    list.map(({ cell, edge }) => {
      const [a, b] = [mesh.centres[n] ?? [0, 0], mesh.centres[cell] ?? [0, 0]]
      const river = wet.has([...edge].sort((x, y) => x - y).join(' '))
      return { cell, cost: Math.hypot(a[0] - b[0], a[1] - b[1]) * (river ? 8 : 1) }
    }),
  )
}

/** A closed shore: a circle with waves, wider than high by `stretch`. */
export function shore(at: Vec, radius: number, stretch: number): Vec[] {
  const points = Array.from({ length: 48 }, (_, i): Vec => {
    const angle = (i / 48) * 2 * Math.PI
    const r = radius * (1 + 0.13 * Math.cos(2 * angle + at[0]) + 0.09 * Math.cos(3 * angle + at[1]) + 0.05 * Math.cos(7 * angle))
    return [at[0] + r * stretch * Math.cos(angle), at[1] + (r / stretch) * Math.sin(angle)]
  })
  return [...points, points[0] ?? at]
}
