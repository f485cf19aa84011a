import { boxOf, contains, type AreaGeometry, type AreaTree } from '@civicgrid/contracts'
import Flatbush from 'flatbush'

interface Shape {
  code: string
  depth: number
  geometry: AreaGeometry
}

function index(shapes: readonly Shape[]): (lng: number, lat: number) => string | null {
  if (shapes.length === 0) return () => null
  const boxes = new Flatbush(shapes.length)
  for (const { geometry } of shapes) boxes.add(...boxOf(geometry))
  boxes.finish()
  return (lng, lat) => {
    let best: Shape | undefined
    for (const at of boxes.search(lng, lat, lng, lat)) {
      const shape = shapes[at]
      if (!shape || (best && best.depth >= shape.depth)) continue
      if (contains(shape.geometry, lng, lat)) best = shape
    }
    return best?.code ?? null
  }
}

/**
 * Finds the deepest area that a WGS-84 point lies in; null outside the city. Areas without smaller
 * ones are asked first: in a city that is divided without gaps the rest is never looked at.
 */
export function locator(
  tree: AreaTree,
  shapes: ReadonlyMap<string, AreaGeometry>,
): (lng: number, lat: number) => string | null {
  const last: Shape[] = []
  const above: Shape[] = []
  for (const [code, geometry] of shapes) {
    const list = tree.childrenOf(code).some((child) => shapes.has(child.code)) ? above : last
    list.push({ code, depth: tree.lineOf(code).length, geometry })
  }
  const inLast = index(last)
  const inAbove = index(above)
  return (lng, lat) => inLast(lng, lat) ?? inAbove(lng, lat)
}
