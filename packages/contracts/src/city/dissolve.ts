import type { AreaGeometry, Ring } from './areas.schema.ts'
import { signedArea } from './geometry.ts'

/**
 * The outline of some cells of a mesh taken together. Cells are corner numbers, counter-clockwise;
 * each corner belongs to three cells at most, so outlines meet in whole edges and never in a single
 * point. The cells must hang together. Neighbouring outlines share their corners exactly.
 */
export function dissolve(
  cells: readonly (readonly number[])[],
  corners: readonly (readonly [number, number])[],
): AreaGeometry {
  const sides = new Set<string>()
  const each = (use: (a: number, b: number) => void) => {
    for (const cell of cells) cell.forEach((a, k) => use(a, cell[(k + 1) % cell.length] ?? a))
  }
  each((a, b) => sides.add(`${a} ${b}`))
  const next = new Map<number, number>()
  each((a, b) => {
    if (!sides.has(`${b} ${a}`)) next.set(a, b)
  })

  const rings: Ring[] = []
  for (const start of [...next.keys()].sort((a, b) => a - b)) {
    if (!next.has(start)) continue
    const ring: Ring = []
    for (let at: number | undefined = start; at !== undefined;) {
      const [x, y] = corners[at] ?? [0, 0]
      ring.push([x, y])
      const to: number | undefined = next.get(at)
      next.delete(at)
      at = to
    }
    rings.push(ring)
  }
  // RFC 7946: the outer ring first and counter-clockwise, holes clockwise; so they come out of the mesh.
  rings.sort((a, b) => signedArea(b) - signedArea(a))
  return { type: 'Polygon', coordinates: rings }
}
