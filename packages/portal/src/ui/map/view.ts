import { toWorld, type World } from './projection.ts'

/** West, south, east, north; degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number]

export interface Size {
  width: number
  height: number
}

/** What part of the world is seen: its middle, and the pixels that the world is wide. */
export interface View {
  x: number
  y: number
  scale: number
}

/** A tile zoom as pixels of the world's width. */
export const scaleOfZoom = (zoom: number): number => 256 * 2 ** zoom
export const zoomOfScale = (scale: number): number => Math.log2(scale / 256)

export const CLOSEST = scaleOfZoom(18)

/** The view that shows all of the bounds with a little room around. */
export function fit([west, south, east, north]: Bounds, { width, height }: Size, room = 0.92): View {
  const [x0, y0] = toWorld(west, north)
  const [x1, y1] = toWorld(east, south)
  return { x: (x0 + x1) / 2, y: (y0 + y1) / 2, scale: Math.min(width / (x1 - x0), height / (y1 - y0)) * room }
}

export const screenOf = (view: View, { width, height }: Size, [x, y]: World): [number, number] => [
  (x - view.x) * view.scale + width / 2,
  (y - view.y) * view.scale + height / 2,
]

export const worldAt = (view: View, { width, height }: Size, px: number, py: number): World => [
  view.x + (px - width / 2) / view.scale,
  view.y + (py - height / 2) / view.scale,
]

/** Keeps the middle inside the bounds and the scale between the whole city and a street. */
export function clamp(view: View, bounds: Bounds, size: Size): View {
  const [x0, y0] = toWorld(bounds[0], bounds[3])
  const [x1, y1] = toWorld(bounds[2], bounds[1])
  return {
    x: Math.min(x1, Math.max(x0, view.x)),
    y: Math.min(y1, Math.max(y0, view.y)),
    scale: Math.min(CLOSEST, Math.max(fit(bounds, size, 0.8).scale, view.scale)),
  }
}

/** The content follows the finger. */
export const panBy = (view: View, dx: number, dy: number): View => ({
  ...view,
  x: view.x - dx / view.scale,
  y: view.y - dy / view.scale,
})

/** What is under the point stays under it. */
export function zoomAt(view: View, size: Size, factor: number, px: number, py: number): View {
  const [x, y] = worldAt(view, size, px, py)
  const scale = Math.min(CLOSEST, view.scale * factor)
  return { x: x - (px - size.width / 2) / scale, y: y - (py - size.height / 2) / scale, scale }
}
