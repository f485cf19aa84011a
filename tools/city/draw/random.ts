/** A stream of numbers in [0, 1), the same for the same seed on every machine (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A number in [0, 1) for a place in a lattice: neighbours have unrelated ones. */
export function scatter(i: number, j: number, salt: number): number {
  let h = Math.imul(i, 374_761_393) + Math.imul(j, 668_265_263) + Math.imul(salt, 2_246_822_519)
  h = Math.imul(h ^ (h >>> 13), 1_274_126_177)
  h = Math.imul(h ^ (h >>> 16), 2_654_435_769)
  return ((h ^ (h >>> 15)) >>> 0) / 4_294_967_296
}
