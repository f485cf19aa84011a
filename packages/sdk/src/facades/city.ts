import type { CallOptions, Caller } from '../transport/caller.types.ts'
import type { AppealPoint } from '../wire/appeals.ts'
import type {
  AreasBelow,
  CityLayers,
  CityPlace,
  CityProfile,
  CityShapes,
  Located,
  PlacesInput,
  ShapesInput,
} from '../wire/city.ts'

/** What the city is. For guests too. */
export interface CityFacade {
  /** The city's public face; `desk` is null for all but staff. */
  get(options?: CallOptions): Promise<CityProfile>
  /** Which areas a point lies in, and the nearest place with a name. Outside the city `areaPath` is null. */
  locate(point: AppealPoint, options?: CallOptions): Promise<Located>
  /** An area and those right below it; without a code, the whole city's. @throws CivicError NOT_FOUND */
  areas(parent?: string | null, options?: CallOptions): Promise<AreasBelow>
  /** Shapes of one level, all or those within west, south, east, north. @throws CivicError NOT_FOUND */
  shapes(input: ShapesInput, options?: CallOptions): Promise<CityShapes>
  layers(options?: CallOptions): Promise<CityLayers>
  /** The place whose door plate has this code or number; null for none of the city's. */
  plate(text: string, options?: CallOptions): Promise<CityPlace | null>
  /** Places by the words residents use for them. */
  places(input: PlacesInput, options?: CallOptions): Promise<CityPlace[]>
}

export const cityFacade = (call: Caller): CityFacade => ({
  get: (options) => call.query('city.get', undefined, options),
  locate: (point, options) => call.query('city.locate', { point }, options),
  areas: (parent, options) => call.query('city.areas', { parent }, options),
  shapes: (input, options) => call.query('city.shapes', input, options),
  layers: (options) => call.query('city.layers', undefined, options),
  plate: async (text, options) => (await call.query('city.plate', { text }, options)).place,
  places: async (input, options) => (await call.query('city.places', input, options)).items,
})
