import type { Area } from '@civicgrid/contracts'
import type { LoadedCity } from '../city/index.ts'
import type { ImportMap } from './map.ts'
import { sameText } from './values.ts'
import { ImportMistake } from './mistake.ts'

/** Where words say that something is: a known place, an area by name, or only the city. */
export type Whereabouts = (address: string, area: string) => { areaCode: string }

/** Names as they stand within an address: 江桥路 is a place, 江桥镇 an area; the deeper and longer one says more. */
export function whereabouts(city: LoadedCity, map: ImportMap): Whereabouts {
  const { tree } = city
  const fallback = map.defaultArea ?? tree.root.code
  if (!tree.get(fallback)) throw new ImportMistake(`the map's defaultArea ${fallback} is no area of this city`)
  const depthOf = ({ code }: Area): number => tree.lineOf(code).length
  const named = Map.groupBy(city.city.areas.areas, ({ name }) => sameText(name['zh-CN']))
  const areas = city.city.areas.areas
    .filter((area) => area.parent !== undefined)
    .map((area) => ({ area, name: sameText(area.name['zh-CN']), depth: depthOf(area) }))
    // Grids are called 第1网格 in every community: only names that no other area has tell where one is.
    .filter(({ name }) => named.get(name)?.length === 1)
    .sort((a, b) => b.depth - a.depth || b.name.length - a.name.length)
  const places = city.city.places
    .flatMap(({ name, words, lng, lat }) =>
      [name['zh-CN'], ...words].map((word) => ({ word: sameText(word), area: city.locate(lng, lat) })),
    )
    .filter(({ word }) => word.length >= 3)
    .sort((a, b) => b.word.length - a.word.length)

  return (address, area) => {
    const told = sameText(`${area}${address}`)
    const found =
      areas.find(({ name }) => told.includes(name))?.area.code ?? places.find(({ word }) => told.includes(word))?.area
    return { areaCode: found ?? fallback }
  }
}
