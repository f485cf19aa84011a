import type { Drawn, Scene } from './scene.ts'
import { screenOf, type Size, type View } from './view.ts'

/** Read from the page's tokens, so that the map follows dark mode and the city's colours. */
export interface MapColours {
  land: string
  outside: string
  tint: string
  border: string
  water: string
  road: string
  ink: string
  halo: string
}

export function mapColours(element: Element): MapColours {
  const style = getComputedStyle(element)
  const token = (name: string) => style.getPropertyValue(`--cg-${name}`).trim()
  return {
    land: token('card'),
    outside: token('sunken'),
    tint: token('brand-soft'),
    border: token('hill-near'),
    water: token('map-water'),
    road: token('line'),
    ink: token('ink2'),
    halo: token('card'),
  }
}

function seen({ box }: Drawn, view: View, { width, height }: Size): boolean {
  const [w, h] = [width / 2 / view.scale, height / 2 / view.scale]
  return box[2] > view.x - w && box[0] < view.x + w && box[3] > view.y - h && box[1] < view.y + h
}

function trace(pen: CanvasRenderingContext2D, shape: Drawn, view: View, { width, height }: Size): void {
  pen.beginPath()
  for (const line of shape.lines) {
    for (let i = 0; i < line.length; i += 2) {
      const x = ((line[i] ?? 0) - view.x) * view.scale + width / 2
      const y = ((line[i + 1] ?? 0) - view.y) * view.scale + height / 2
      if (i === 0) pen.moveTo(x, y)
      else pen.lineTo(x, y)
    }
  }
}

/** From which width on the screen, px, the names and edges of a rank are worth showing. */
const WORTH = 46

type Box = readonly [x0: number, y0: number, x1: number, y1: number]
const overlap = (a: Box, b: Box) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]

/** Names from the largest area down, each only where it has room. */
function names(
  pen: CanvasRenderingContext2D,
  shapes: readonly Drawn[],
  view: View,
  size: Size,
  colours: MapColours,
): void {
  const taken: Box[] = []
  const root = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  pen.lineJoin = 'round'
  for (const shape of shapes) {
    const wide = (shape.box[2] - shape.box[0]) * view.scale
    if (!shape.name || wide < WORTH || wide > size.width * 3) continue
    const [x, y] = screenOf(view, size, shape.middle)
    if (x < 0 || y < 0 || x > size.width || y > size.height) continue
    const px = Math.round(root * (shape.rank === 1 ? 0.9 : 0.78))
    pen.font = `${shape.rank === 1 ? 600 : 400} ${px}px sans-serif`
    const half = pen.measureText(shape.name).width / 2 + 4
    const box: Box = [x - half, y - px, x + half, y + px]
    if (taken.some((other) => overlap(box, other))) continue
    taken.push(box)
    pen.lineWidth = 3
    pen.strokeStyle = colours.halo
    pen.strokeText(shape.name, x, y)
    pen.fillStyle = colours.ink
    pen.fillText(shape.name, x, y)
  }
}

/** Draws one frame. @param tiled whether a tile source lies beneath: then land and water are left to it. */
export function drawScene(
  pen: CanvasRenderingContext2D,
  scene: Scene,
  view: View,
  size: Size,
  colours: MapColours,
  tiled: boolean,
): void {
  const visible = (shapes: readonly Drawn[]) => shapes.filter((shape) => seen(shape, view, size))
  const areas = visible(scene.areas)
  const worth = areas.filter((shape) => shape.rank === 1 || (shape.box[2] - shape.box[0]) * view.scale > WORTH)
  if (!tiled) {
    pen.fillStyle = colours.outside
    pen.fillRect(0, 0, size.width, size.height)
    areas.forEach((shape) => {
      if (shape.rank !== 1) return
      trace(pen, shape, view, size)
      pen.fillStyle = colours.land
      pen.fill('evenodd')
    })
    pen.lineJoin = 'round'
    for (const shape of visible(scene.water)) {
      trace(pen, shape, view, size)
      pen.fillStyle = pen.strokeStyle = colours.water
      pen.lineWidth = Math.max(1.6, Math.min(26, view.scale / 6e5)) / shape.rank
      if (shape.closed) pen.fill('evenodd')
      else pen.stroke()
    }
    pen.lineCap = 'round'
    for (const shape of visible(scene.roads)) {
      trace(pen, shape, view, size)
      pen.strokeStyle = colours.road
      pen.lineWidth = Math.max(1, Math.min(10, view.scale / 1.6e6)) / Math.sqrt(shape.rank)
      pen.stroke()
    }
  }
  for (const shape of worth) {
    trace(pen, shape, view, size)
    pen.strokeStyle = colours.border
    pen.globalAlpha = shape.rank === 1 ? 0.75 : 0.4
    pen.lineWidth = shape.rank === 1 ? 1.4 : 0.8
    pen.stroke()
  }
  pen.globalAlpha = 1
  names(
    pen,
    [...worth].sort((a, b) => a.rank - b.rank),
    view,
    size,
    colours,
  )
}
