import sharp from 'sharp'
import type { Dice } from './dice.ts'

/** Street scenes for the demo's photos: drawn, so that they are nobody's and need no licence. */

const WIDTH = 960
const HEIGHT = 720
const GROUND = 470

const hsl = (hue: number, saturation: number, light: number): string => `hsl(${hue} ${saturation}% ${light}%)`

function houses(dice: Dice, night: boolean): string {
  let x = -20
  let out = ''
  while (x < WIDTH) {
    const width = dice.between(90, 190)
    const top = GROUND - dice.between(120, 340)
    const hue = dice.between(15, 45)
    out += `<rect x="${x}" y="${top}" width="${width}" height="${GROUND - top}" fill="${hsl(hue, 14, night ? 22 : 70)}"/>`
    for (let wy = top + 18; wy < GROUND - 50; wy += 42)
      for (let wx = x + 14; wx < x + width - 26; wx += 36)
        out += `<rect x="${wx}" y="${wy}" width="18" height="24" fill="${night && dice.chance(35) ? '#f6d98a' : hsl(210, 20, night ? 14 : 48)}"/>`
    x += width + dice.between(4, 26)
  }
  return out
}

function road(night: boolean): string {
  const asphalt = hsl(220, 6, night ? 16 : 42)
  const dashes = Array.from(
    { length: 7 },
    (_, i) => `<rect x="${i * 150 + 20}" y="610" width="80" height="8" fill="#ddd" opacity=".7"/>`,
  )
  return `<rect y="${GROUND}" width="${WIDTH}" height="60" fill="${hsl(40, 8, night ? 24 : 62)}"/>
    <rect y="${GROUND + 60}" width="${WIDTH}" height="${HEIGHT}" fill="${asphalt}"/>${dashes.join('')}`
}

function lamp(x: number, lit: boolean): string {
  const glow = lit ? `<circle cx="${x + 74}" cy="190" r="90" fill="#ffe9a8" opacity=".45"/>` : ''
  return `<path d="M${x} ${GROUND + 40}V180q0-22 22-22h40" stroke="#333" stroke-width="10" fill="none"/>${glow}
    <rect x="${x + 52}" y="150" width="44" height="16" rx="6" fill="${lit ? '#fff3c4' : '#555'}"/>`
}

function rubbish(dice: Dice, x: number): string {
  const bags = Array.from(
    { length: dice.between(4, 9) },
    () =>
      `<ellipse cx="${x + dice.between(-80, 90)}" cy="${GROUND + dice.between(36, 74)}" rx="${dice.between(20, 38)}" ry="${dice.between(16, 26)}" fill="${hsl(dice.between(0, 359), 18, dice.between(20, 55))}"/>`,
  )
  return `<rect x="${x - 26}" y="${GROUND - 46}" width="52" height="90" rx="6" fill="#2f6b3d"/>${bags.join('')}`
}

function puddle(dice: Dice, x: number): string {
  return `<ellipse cx="${x}" cy="${dice.between(630, 680)}" rx="${dice.between(90, 180)}" ry="${dice.between(18, 34)}" fill="#6f8796"/>
    <ellipse cx="${x + 20}" cy="650" rx="46" ry="10" fill="#1c1c1c" opacity=".6"/>`
}

/** @param mended the same street after the work: light on, nothing lying about */
export function drawScene(dice: Dice, mended: boolean): Promise<Buffer> {
  const night = dice.chance(30)
  const sky = night ? ['#0d1526', '#2a3550'] : [hsl(205, 50, 72), hsl(200, 40, 90)]
  const x = dice.between(220, 700)
  const trouble = dice.pick([() => rubbish(dice, x), () => puddle(dice, x), () => ''])()
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
    <defs><linearGradient id="s" x2="0" y2="1"><stop stop-color="${sky[0]}"/><stop offset="1" stop-color="${sky[1]}"/></linearGradient></defs>
    <rect width="${WIDTH}" height="${HEIGHT}" fill="url(#s)"/>${houses(dice, night)}${road(night)}
    ${lamp(dice.between(60, 260), mended || trouble !== '')}${mended ? '' : trouble}</svg>`
  return sharp(Buffer.from(svg)).jpeg({ quality: 80 }).toBuffer()
}
