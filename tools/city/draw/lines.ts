import { at, reach, type Vec } from './mesh.ts'
import type { Recipe } from './recipe.ts'

/** A smooth line through points (Catmull–Rom), with a point about every `step` kilometres. */
export function smooth(through: readonly Vec[], step: number): Vec[] {
  const out: Vec[] = []
  for (let i = 0; i + 1 < through.length; i++) {
    const [b, c] = [at(through, i), at(through, i + 1)]
    const a: Vec = through[i - 1] ?? [2 * b[0] - c[0], 2 * b[1] - c[1]]
    const d: Vec = through[i + 2] ?? [2 * c[0] - b[0], 2 * c[1] - b[1]]
    const pieces = Math.max(1, Math.ceil(Math.hypot(c[0] - b[0], c[1] - b[1]) / step))
    for (let k = 0; k < pieces; k++) {
      const t = k / pieces
      const on = (n: 0 | 1) =>
        b[n] +
        0.5 * t * (c[n] - a[n] + t * (2 * a[n] - 5 * b[n] + 4 * c[n] - d[n] + t * (3 * (b[n] - c[n]) + d[n] - a[n])))
      out.push([on(0), on(1)])
    }
  }
  const last = through.at(-1)
  return last ? [...out, last] : out
}

/** A closed shore: a circle with waves, wider than high by `stretch`. */
export function shore(at: Vec, radius: number, stretch: number): Vec[] {
  const points = Array.from({ length: 48 }, (_, i): Vec => {
    const angle = (i / 48) * 2 * Math.PI
    const r =
      radius *
      (1 + 0.13 * Math.cos(2 * angle + at[0]) + 0.09 * Math.cos(3 * angle + at[1]) + 0.05 * Math.cos(7 * angle))
    return [at[0] + r * stretch * Math.cos(angle), at[1] + (r / stretch) * Math.sin(angle)]
  })
  return [...points, points[0] ?? at]
}

/** The part of a line that lies in the city. */
export function inCity(recipe: Recipe, line: readonly Vec[]): Vec[] {
  return line.filter((point) => reach(recipe, point) < 1)
}
