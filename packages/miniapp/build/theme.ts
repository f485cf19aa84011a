import { coloursOf, RADIUS, ROOT_PX, SPACE, TARGET_PX, TYPE, type CityTheme, type Colours } from '@civicgrid/kit/design'

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const block = (selector: string, lines: readonly string[]) => `${selector}{${lines.join(';')}}`
const colourLines = (colours: Colours) => Object.entries(colours).map(([name, value]) => `--cg-${kebab(name)}:${value}`)

/** Text and targets of one mode; a mini-program has no rem of its own. */
const sizeLines = (root: number, target: number, leading: number) => [
  ...Object.entries(TYPE).map(([name, rem]) => `--cg-text-${name}:${Math.round(rem * root * 10) / 10}px`),
  `--cg-target:${target}px`,
  `--cg-leading:${leading}`,
]

/**
 * The portal's design tokens as the program's styles: the outermost view of each page has the class `cg`, and besides
 * `cg-dark` or `cg-auto`, and `cg-elder`.
 */
export function themeCss(theme: CityTheme): string {
  const light = colourLines(coloursOf(theme.light, 'light'))
  const dark = colourLines(coloursOf(theme.dark, 'dark'))
  const spaces = Object.entries(SPACE).map(([name, px]) => `--cg-space-${name}:${px}px`)
  const corners = Object.entries(RADIUS).map(
    ([name, share]) => `--cg-radius-${name}:${Math.round(theme.radius * share)}px`,
  )
  const background = (palette: CityTheme['light']) => block('page', [`background-color:${palette.background}`])
  return [
    background(theme.light),
    block('.cg', [...light, ...spaces, ...corners, ...sizeLines(ROOT_PX.normal, TARGET_PX.normal, 1.55)]),
    block('.cg-dark', dark),
    `@media (prefers-color-scheme: dark){${background(theme.dark)}${block('.cg-auto', dark)}}`,
    block('.cg-elder', sizeLines(ROOT_PX.elder, TARGET_PX.elder, 1.6)),
  ].join('\n')
}
