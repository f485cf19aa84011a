/** Colours as #rrggbb. Pure; runs when a page is built or a city is checked, on a phone in a partner's frame alone. */
export type Hex = `#${string}`

type Rgb = readonly [red: number, green: number, blue: number]

function toRgb(hex: Hex): Rgb {
  if (!/^#[0-9a-f]{6}$/i.test(hex)) throw new RangeError(`${hex} is not a colour of the form #rrggbb`)
  const channel = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16)
  return [channel(1), channel(3), channel(5)]
}

function toHex(rgb: Rgb): Hex {
  return `#${rgb.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`
}

function linear(channel: number): number {
  const share = channel / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

/** WCAG 2.2 relative luminance, 0 (black) to 1 (white). */
export function luminance(hex: Hex): number {
  const [red, green, blue] = toRgb(hex)
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

/** WCAG 2.2 contrast ratio of two colours, 1 to 21. */
export function contrast(one: Hex, other: Hex): number {
  const [a, b] = [luminance(one), luminance(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

/** `share` 0 gives `from`, 1 gives `to`. */
export function mix(from: Hex, to: Hex, share: number): Hex {
  const [a, b] = [toRgb(from), toRgb(to)]
  return toHex([a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share])
}

/**
 * The colour nearest to `colour` that reads on every one of `grounds`, found by moving it towards black or white.
 * @param ratio 4.5 for text, 3 for edges and signs (WCAG 2.2 1.4.3, 1.4.11).
 */
export function readable(colour: Hex, grounds: readonly Hex[], ratio: number): Hex {
  const pole = luminance(grounds[0] ?? '#ffffff') < 0.18 ? '#ffffff' : '#000000'
  for (let share = 0; share <= 1; share += 0.02) {
    const tried = mix(colour, pole, share)
    if (grounds.every((ground) => contrast(tried, ground) >= ratio)) return tried
  }
  return pole
}
