import type { City, CityText, PlaceView } from '@civicgrid/contracts'

const METRES_PER_DEGREE = 111_320

export interface Gazetteer {
  /** Places by what residents call them, the best match first. */
  find(words: string, limit: number): PlaceView[]
  /** The place with this number on its door plate. */
  withPlate(number: string): PlaceView | null
  /** The named place nearest to a point, with whole metres. */
  nearest(lng: number, lat: number): { name: CityText; address: CityText; metres: number } | null
}

/** The city's named places. A few thousand at most: looking at each takes less than a millisecond. */
export function gazetteer(places: City['places'], pathAt: (lng: number, lat: number) => string | null): Gazetteer {
  const entries = places.map(({ code, name, kind, address, lng, lat, words }) => ({
    view: { code, name, kind, address, lng, lat, areaPath: pathAt(lng, lat) },
    names: Object.values(name).map(plain),
    others: [...words, ...Object.values(address)].map(plain),
  }))

  const plates = new Map(places.flatMap(({ plate }, i) => (plate === undefined ? [] : [[plate, i] as const])))

  return {
    withPlate: (number) => entries[plates.get(number) ?? -1]?.view ?? null,

    find(words, limit) {
      const asked = plain(words)
      const rank = ({ names, others }: (typeof entries)[number]): number => {
        if (names.includes(asked)) return 0
        if (names.some((name) => name.startsWith(asked))) return 1
        if (names.some((name) => name.includes(asked))) return 2
        return others.some((word) => word.includes(asked)) ? 3 : 4
      }
      return entries
        .map((entry) => ({ entry, rank: rank(entry) }))
        .filter((found) => found.rank < 4)
        .sort((a, b) => a.rank - b.rank)
        .slice(0, limit)
        .map(({ entry }) => entry.view)
    },

    nearest(lng, lat) {
      const narrow = Math.cos((lat * Math.PI) / 180)
      let best: { view: PlaceView; metres: number } | null = null
      for (const { view } of entries) {
        const metres = Math.hypot((view.lng - lng) * narrow, view.lat - lat) * METRES_PER_DEGREE
        if (!best || metres < best.metres) best = { view, metres }
      }
      return best && { name: best.view.name, address: best.view.address, metres: Math.round(best.metres) }
    },
  }
}

/** Full-width letters, blanks and case make no difference to whoever types on a phone. */
function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toLowerCase()
}
