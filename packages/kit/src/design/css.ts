import {
  coloursOf,
  highContrastDark,
  highContrastLight,
  RADIUS,
  SPACE,
  TYPE,
  type CityTheme,
  type Colours,
} from './tokens.ts'
import { ROOT_PX, TARGET_PX } from './sizes.ts'

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const block = (selector: string, lines: readonly string[]) => `${selector}{${lines.join(';')}}`

/** `--cg-brand-ink:#…`, one for each colour. */
function colourLines(colours: Partial<Colours>): string[] {
  return Object.entries(colours).map(([name, value]) => `--cg-${kebab(name)}:${value}`)
}

/** Colours of one mode, for a page whose root carries it or whose system asks for it. */
function mode(name: 'dark', colours: Partial<Colours>, extra: readonly string[]): string {
  const lines = [...colourLines(colours), ...extra]
  return `${block(`[data-theme=${name}]`, lines)}@media(prefers-color-scheme:${name}){${block('[data-theme=auto]', lines)}}`
}

/**
 * The design tokens as CSS custom properties, for the head of every page.
 * The root element carries data-theme (light, dark, auto), data-elder and data-contrast=high; `--cg-root` is the text size.
 */
export function tokensToCss(theme: CityTheme): string {
  const sizes = [
    ...Object.entries(TYPE).map(([name, rem]) => `--cg-text-${name}:${rem}rem`),
    ...Object.entries(SPACE).map(([name, px]) => `--cg-space-${name}:${px}px`),
    ...Object.entries(RADIUS).map(([name, share]) => `--cg-radius-${name}:${Math.round(theme.radius * share)}px`),
    `--cg-target:${TARGET_PX.normal}px`,
    '--cg-leading:1.55',
  ]
  const lightShade = '--cg-shadow:0 1px 2px rgba(16,32,48,.05),0 6px 20px rgba(16,32,48,.06)'
  const darkShade = '--cg-shadow:0 0 0 1px rgba(255,255,255,.05)'
  return [
    block(':root', [
      ...colourLines(coloursOf(theme.light, 'light')),
      ...sizes,
      lightShade,
      'color-scheme:light',
      `font-size:${ROOT_PX.normal}px`,
    ]),
    mode('dark', coloursOf(theme.dark, 'dark'), [darkShade, 'color-scheme:dark']),
    block('[data-contrast=high]', colourLines(highContrastLight)),
    block('[data-contrast=high][data-theme=dark]', colourLines(highContrastDark)),
    `@media(prefers-color-scheme:dark){${block('[data-contrast=high][data-theme=auto]', colourLines(highContrastDark))}}`,
    block('[data-elder]', [
      `--cg-target:${TARGET_PX.elder}px`,
      '--cg-leading:1.6',
      `font-size:var(--cg-root,${ROOT_PX.elder}px)`,
    ]),
  ].join('\n')
}
