import { encodeCode } from '@civicgrid/contracts'

/** What is drawn, the same for the same seed: codes, tokens, references. */
export interface Chance {
  bytes(count: number): Uint8Array
  /** A public appeal code, with its check character. */
  code(): string
  /** Hexadecimal digits, so many. */
  hex(digits: number): string
}

/** A small generator (mulberry32): good enough for a mock, and never for a secret. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const bytes = (count: number): Uint8Array => Uint8Array.from({ length: count }, () => next() >>> 24)
  return {
    bytes,
    code: () => encodeCode(bytes(8)),
    hex: (digits) => Array.from(bytes(digits), (byte) => (byte & 15).toString(16)).join(''),
  }
}
