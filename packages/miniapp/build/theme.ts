import {
  coloursOf,
  ELDER_SIZES,
  highContrastDark,
  highContrastLight,
  RADIUS,
  ROOT_PX,
  SPACE,
  TARGET_PX,
  TYPE,
  type CityTheme,
  type Colours,
} from '@civicgrid/kit/design'

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const block = (selector: string, lines: readonly string[]) => `${selector}{${lines.join(';')}}`
const colourLines = (colours: Partial<Colours>) =>
  Object.entries(colours).map(([name, value]) => `--cg-${kebab(name)}:${value}`)

/** Text and targets of one mode; a mini-program has no rem of its own. */
const sizeLines = (root: number, target: number, leading: number) => [
  ...Object.entries(TYPE).map(([name, rem]) => `--cg-text-${name}:${Math.round(rem * root * 10) / 10}px`),
  `--cg-target:${target}px`,
  `--cg-leading:${leading}`,
]

/**
 * The portal's design tokens as the program's styles: the outermost view of each page has the class `cg`, and besides
 * `cg-dark` or `cg-auto`, `cg-contrast`, and `cg-elder` with one of its sizes.
 */
export function themeCss(theme: CityTheme): string {
  const light = colourLines(coloursOf(theme.light, 'light'))
  const dark = colourLines(coloursOf(theme.dark, 'dark'))
  const stark = colourLines(highContrastDark)
  const spaces = Object.entries(SPACE).map(([name, px]) => `--cg-space-${name}:${px}px`)
  const corners = Object.entries(RADIUS).map(
    ([name, share]) => `--cg-radius-${name}:${Math.round(theme.radius * share)}px`,
  )
  const background = (palette: CityTheme['light']) => block('page', [`background-color:${palette.background}`])
  return [
    background(theme.light),
    block('.cg', [...light, ...spaces, ...corners, ...sizeLines(ROOT_PX.normal, TARGET_PX.normal, 1.55)]),
    block('.cg-dark', dark),
    block('.cg-contrast', colourLines(highContrastLight)),
    block('.cg-dark.cg-contrast', stark),
    `@media (prefers-color-scheme: dark){${background(theme.dark)}${block('.cg-auto', dark)}${block('.cg-auto.cg-contrast', stark)}}`,
    block('.cg-elder', sizeLines(ROOT_PX.elder, TARGET_PX.elder, 1.6)),
    ...ELDER_SIZES.map((size) => block(`.cg-elder.cg-size-${size}`, sizeLines(size, TARGET_PX.elder, 1.6))),
  ].join('\n')
}
