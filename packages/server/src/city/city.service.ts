import {
  boxOf,
  CivicError,
  openSettings,
  SHAPES_MAX,
  toWgs84,
  type Area,
  type AreaView,
  type Box,
  type CityProfile,
  type CityShapes,
  type Located,
  type MapLayer,
  type PlaceView,
  type ReferenceSystem,
} from '@civicgrid/contracts'
import { gazetteer } from './gazetteer.ts'
import type { LoadedCity } from './load-city.ts'

export interface CityService {
  /** @param desk whether the caller is staff */
  profile(desk: boolean): CityProfile
  locate(point: { lng: number; lat: number; crs: ReferenceSystem }): Located
  /** @throws CivicError NOT_FOUND */
  areas(parent: string | null): { area: AreaView; items: AreaView[] }
  /** @throws CivicError NOT_FOUND for a level that the city does not have */
  shapes(level: string, bounds: Box | null): CityShapes
  layers(): { water: MapLayer | null; roads: MapLayer | null }
  /** The place whose door plate says this, as its code has it or as its number was typed; null for none of ours. */
  plate(text: string): PlaceView | null
  places(words: string, limit: number): PlaceView[]
}

type CityDesk = NonNullable<CityProfile['desk']>

/** Where the logo is served. */
export const LOGO_PATH = '/city/logo.svg'

export function createCityService(loaded: LoadedCity): CityService {
  const { city, tree, locate } = loaded
  const { settings } = city
  const named = gazetteer(city.places, (lng, lat) => pathAt(lng, lat))
  const boxes = new Map<string, { box: Box; feature: CityShapes['features'][number] }[]>()
  const shared = profileOf()
  let desk: { bodies: CityDesk['bodies']; of: readonly unknown[]; inForce: readonly unknown[] } | undefined

  /** Made anew when a body was changed, or begins or stops to take work. */
  function deskNow(): CityDesk {
    const { bodies } = loaded
    const inForce = loaded.bodiesInForce?.() ?? bodies
    if (desk?.of !== bodies || desk.inForce !== inForce) {
      const taking = new Set(inForce)
      const views = bodies.map((body) => {
        const { code, name, kind, areas, phone = null } = body
        return { code, name, kind, areas, phone, off: !taking.has(body) }
      })
      desk = { bodies: views, of: bodies, inForce }
    }
    return { grounds: city.grounds, bodies: desk.bodies }
  }

  function pathAt(lng: number, lat: number): string | null {
    const code = locate(lng, lat)
    return code === null ? null : tree.pathOf(code)
  }

  function view({ code, level, name, population }: Area): AreaView {
    const base = { code, path: tree.pathOf(code), level, name, divided: tree.childrenOf(code).length > 0 }
    return population === undefined ? base : { ...base, population }
  }

  function profileOf(): CityProfile {
    const { layers: _drawnByLayers, ...map } = settings.map
    return {
      ...openSettings.strip().parse(settings),
      map,
      theme: { ...settings.theme, logo: LOGO_PATH },
      workingHours: settings.calendar.workingHours,
      levels: [...tree.levels],
      root: view(tree.root),
      kinds: city.kinds,
      categories: city.categories,
      templates: city.templates,
      assist: { speech: settings.assist?.speech !== undefined, classifier: settings.assist?.classifier !== undefined },
      plates: settings.plates !== undefined,
      desk: null,
    }
  }

  /** Made when a level is first asked for; the boxes are what a map asks by. */
  function shapesOf(level: string): { box: Box; feature: CityShapes['features'][number] }[] {
    const known = boxes.get(level)
    if (known) return known
    const made = (city.shapes[level]?.features ?? []).flatMap(({ properties: { code }, geometry }) => {
      const area = tree.get(code)
      return area
        ? [
            {
              box: boxOf(geometry),
              feature: { type: 'Feature' as const, properties: { code, name: area.name }, geometry },
            },
          ]
        : []
    })
    boxes.set(level, made)
    return made
  }

  return {
    profile: (forDesk) => (forDesk ? { ...shared, desk: deskNow() } : shared),

    locate({ lng, lat, crs }) {
      const at = toWgs84([lng, lat], crs)
      const code = locate(...at)
      if (code === null) return { areaPath: null, line: [], near: null }
      const line = tree.lineOf(code).map((area) => ({ code: area.code, level: area.level, name: area.name }))
      return { areaPath: tree.pathOf(code), line, near: named.nearest(...at) }
    },

    areas(parent) {
      const area = parent === null ? tree.root : tree.get(parent)
      if (!area) throw new CivicError('NOT_FOUND', { message: 'no such area', fields: { parent: 'unknown' } })
      return { area: view(area), items: tree.childrenOf(area.code).map(view) }
    },

    shapes(level, bounds) {
      if (!tree.levels.some((known) => known.code === level))
        throw new CivicError('NOT_FOUND', { message: 'no such level', fields: { level: 'unknown' } })
      const found = shapesOf(level).filter(({ box }) => !bounds || meet(box, bounds))
      return {
        type: 'FeatureCollection',
        features: found.slice(0, SHAPES_MAX).map(({ feature }) => feature),
        complete: found.length <= SHAPES_MAX,
      }
    },

    layers: () => ({ water: city.layers.water ?? null, roads: city.layers.roads ?? null }),

    plate(text) {
      const { prefix = '' } = settings.plates ?? {}
      const number = text.trim().startsWith(prefix) ? text.trim().slice(prefix.length) : text
      return named.withPlate(number.replace(/[\s-]/g, '').toUpperCase())
    },

    places: (words, limit) => named.find(words, limit),
  }
}

function meet(a: Box, b: Box): boolean {
  return a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1]
}
