import { toWgs84, type ReferenceSystem } from '@civicgrid/contracts/constants'
import { fromWorld, toWorld } from './projection.ts'
import type { TileSource } from './scene.ts'
import { zoomOfScale, type Size, type View } from './view.ts'

export interface Tile {
  url: string
  /** Place on the screen, px. */
  x: number
  y: number
  side: number
}

/** A tile source in another reference system lies 100–700 m off; over one screen that is one shift. */
function shifted(view: View, crs: string): View {
  const { lng, lat } = fromWorld([view.x, view.y])
  const [backLng, backLat] = toWgs84([lng, lat], crs as ReferenceSystem)
  const [x, y] = toWorld(2 * lng - backLng, 2 * lat - backLat)
  return { ...view, x, y }
}

/** The tiles that cover the screen, at the nearest zoom the source has. */
export function tilesFor(source: TileSource, view: View, size: Size, pixelRatio: number): Tile[] {
  const zoom = Math.max(1, Math.min(source.maxZoom, Math.round(zoomOfScale(view.scale) + (pixelRatio > 1.5 ? 0.5 : 0))))
  const count = 2 ** zoom
  const side = view.scale / count
  const { x, y } = shifted(view, source.crs)
  const left = x - size.width / 2 / view.scale
  const top = y - size.height / 2 / view.scale
  const tiles: Tile[] = []
  for (let row = Math.floor(top * count); (row / count - top) * view.scale < size.height; row++) {
    for (let column = Math.floor(left * count); (column / count - left) * view.scale < size.width; column++) {
      if (row < 0 || column < 0 || row >= count || column >= count) continue
      const url = source.url.replace('{z}', String(zoom)).replace('{x}', String(column)).replace('{y}', String(row))
      tiles.push({ url, x: (column / count - left) * view.scale, y: (row / count - top) * view.scale, side })
    }
  }
  return tiles
}
