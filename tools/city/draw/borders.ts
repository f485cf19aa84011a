import type { Piece } from './divide.ts'
import { at, type Mesh } from './mesh.ts'

/** Turns left at every corner, seen from its middle: a cell that is not has been crumpled. */
function isSound(mesh: Mesh, cell: readonly number[]): boolean {
  const points = cell.map((corner) => at(mesh.corners, corner))
  const mx = points.reduce((s, p) => s + p[0], 0) / points.length
  const my = points.reduce((s, p) => s + p[1], 0) / points.length
  return points.every(([ax, ay], k) => {
    const [bx, by] = at(points, (k + 1) % points.length)
    return (ax - mx) * (by - my) - (bx - mx) * (ay - my) > 1e-5
  })
}

/** For every corner in which exactly two stretches of border meet, its neighbours on the border. */
function chains(mesh: Mesh, owner: readonly number[]): Map<number, number[]> {
  const sides = new Map<string, number>()
  mesh.cells.forEach((cell, n) =>
    cell.forEach((a, k) => sides.set(`${a} ${cell[(k + 1) % cell.length]}`, owner[n] ?? -1)),
  )
  const meets = new Map<number, Set<number>>()
  for (const [side, own] of sides) {
    const [a, b] = side.split(' ').map(Number)
    if (a === undefined || b === undefined || sides.get(`${b} ${a}`) === own) continue
    meets.set(a, (meets.get(a) ?? new Set()).add(b))
    meets.set(b, (meets.get(b) ?? new Set()).add(a))
  }
  return new Map([...meets].filter(([, others]) => others.size === 2).map(([corner, others]) => [corner, [...others]]))
}

/**
 * Smooths the zigzag of the mesh out of the borders of some areas that cover the land. Junctions and
 * `pinned` corners stay; a corner that would crumple a cell does too.
 */
export function smoothBorders(mesh: Mesh, pieces: readonly Piece[], pinned: ReadonlySet<number>, rounds: number): void {
  const owner: number[] = []
  pieces.forEach((piece, n) => piece.cells.forEach((cell) => (owner[cell] = n)))
  const cellsAt = new Map<number, number[]>()
  mesh.cells.forEach((cell, n) => cell.forEach((corner) => cellsAt.set(corner, [...(cellsAt.get(corner) ?? []), n])))
  const border = chains(mesh, owner)
  for (let round = 0; round < rounds; round++) {
    for (const [corner, [one, other]] of border) {
      const [p, a, b] = [mesh.corners[corner], mesh.corners[one ?? -1], mesh.corners[other ?? -1]]
      if (!p || !a || !b || pinned.has(corner)) continue
      mesh.corners[corner] = [(2 * p[0] + a[0] + b[0]) / 4, (2 * p[1] + a[1] + b[1]) / 4]
      if ((cellsAt.get(corner) ?? []).some((cell) => !isSound(mesh, mesh.cells[cell] ?? []))) mesh.corners[corner] = p
    }
  }
}
