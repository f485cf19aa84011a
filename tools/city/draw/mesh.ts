import { scatter } from './random.ts'
import type { Recipe } from './recipe.ts'

export type Vec = [number, number]

/** The point of a list at a place that is known to be in it. */
export function at(points: readonly Vec[], n: number): Vec {
  const point = points[n]
  if (!point) throw new RangeError(`no point ${n}`)
  return point
}

/** Cells of a city's land. Every inner corner belongs to exactly three cells, so borders never cross in a point. */
export interface Mesh {
  corners: Vec[]
  /** Corner numbers, counter-clockwise. */
  cells: number[][]
  centres: Vec[]
}

function radiusAt({ outline }: Recipe, x: number, y: number): number {
  const angle = Math.atan2(y, x)
  return outline.waves.reduce(
    (r, [times, height, turn]) => r + outline.radius * height * Math.cos(times * angle + turn),
    outline.radius,
  )
}

/** Below 1 inside the outline, 1 on it. */
export function reach(recipe: Recipe, [x, y]: Vec): number {
  const [sx, sy] = [x / recipe.outline.stretch, y * recipe.outline.stretch]
  return Math.hypot(sx, sy) / radiusAt(recipe, sx, sy)
}

/** Draws a point towards the towns. */
function warp(recipe: Recipe, p: Vec): Vec {
  let [x, y] = p
  for (const { at, pull, reach: r } of recipe.towns) {
    const share = pull * Math.exp(-((p[0] - at[0]) ** 2 + (p[1] - at[1]) ** 2) / (r * r))
    x += (at[0] - p[0]) * share
    y += (at[1] - p[1]) * share
  }
  return [x, y]
}

/** The corners around lattice point (i, j), counter-clockwise, each as [i, j, which of its two triangles]. */
function around(i: number, j: number): [number, number, number][] {
  // Rows are sheared, not staggered: point (i, j) lies at (i + j/2, j·√3/2); triangle 0 of (i, j)
  // is (i,j) (i+1,j) (i,j+1); triangle 1 is (i+1,j) (i+1,j+1) (i,j+1).
  return [
    [i, j, 0],
    [i - 1, j, 1],
    [i - 1, j, 0],
    [i - 1, j - 1, 1],
    [i, j - 1, 0],
    [i, j - 1, 1],
  ]
}

const ROW = Math.sqrt(3) / 2
const JITTER = 0.46

/** A mesh of exactly `recipe.cells` cells inside the outline: a lattice, shaken and drawn towards the towns. */
export function drawMesh(recipe: Recipe): Mesh {
  const surface = Math.PI * recipe.outline.radius ** 2
  // Towns draw land in from beyond the outline, so the lattice is a little finer until it has enough.
  for (let step = Math.sqrt(surface / recipe.cells / ROW); ; step *= 0.995) {
    const mesh = meshOf(recipe, step)
    if (mesh) return mesh
  }
}

function meshOf(recipe: Recipe, step: number): Mesh | undefined {
  const point = (i: number, j: number): Vec => {
    const turn = scatter(i, j, recipe.seed) * 2 * Math.PI
    const far = scatter(i, j, recipe.seed + 1) ** 0.5 * JITTER
    return [(i + j / 2 + far * Math.cos(turn)) * step, (j * ROW + far * Math.sin(turn)) * step]
  }
  const far = Math.ceil((recipe.outline.radius * 2.4 * recipe.outline.stretch) / step)
  const inside: { i: number; j: number; reach: number }[] = []
  for (let j = -far; j <= far; j++) {
    for (let i = -far - Math.floor(j / 2); i <= far - Math.floor(j / 2); i++) {
      const reached = reach(recipe, warp(recipe, point(i, j)))
      if (reached < 1) inside.push({ i, j, reach: reached })
    }
  }
  if (inside.length < recipe.cells) return undefined
  inside.sort((a, b) => a.reach - b.reach)
  const kept = inside.slice(0, recipe.cells).sort((a, b) => b.j - a.j || a.i - b.i)

  const numbers = new Map<string, number>()
  const mesh: Mesh = { corners: [], cells: [], centres: [] }
  for (const { i, j } of kept) {
    mesh.centres.push(warp(recipe, point(i, j)))
    mesh.cells.push(
      around(i, j).map(([a, b, t]) => {
        const key = `${a} ${b} ${t}`
        const known = numbers.get(key)
        if (known !== undefined) return known
        const trio =
          t === 0
            ? [point(a, b), point(a + 1, b), point(a, b + 1)]
            : [point(a + 1, b), point(a + 1, b + 1), point(a, b + 1)]
        const middle: Vec = [trio.reduce((s, p) => s + p[0], 0) / 3, trio.reduce((s, p) => s + p[1], 0) / 3]
        mesh.corners.push(warp(recipe, middle))
        numbers.set(key, mesh.corners.length - 1)
        return mesh.corners.length - 1
      }),
    )
  }
  return mesh
}

/** For every cell its neighbours, with the two corners of the common edge. */
export function neighbours(mesh: Mesh): { cell: number; edge: [number, number] }[][] {
  const sides = new Map<string, number>()
  const lists: { cell: number; edge: [number, number] }[][] = mesh.cells.map(() => [])
  mesh.cells.forEach((corners, cell) =>
    corners.forEach((a, k) => {
      const b = corners[(k + 1) % corners.length] ?? a
      const other = sides.get(`${b} ${a}`)
      if (other === undefined) sides.set(`${a} ${b}`, cell)
      else {
        lists[cell]?.push({ cell: other, edge: [a, b] })
        lists[other]?.push({ cell, edge: [a, b] })
      }
    }),
  )
  return lists
}
