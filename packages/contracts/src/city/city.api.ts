import { z } from 'zod'
import { point } from '../appeals/appeal.schema.ts'
import { LEVEL_ROLES, type AreaGeometry, type MapLayer } from './areas.schema.ts'
import { BODY_KINDS, PLACE_KINDS } from './city.constants.ts'
import { categoriesFile, groundsFile, kindsFile, templatesFile } from './services.schema.ts'
import { citySettings } from './settings.schema.ts'
import { cityText, code, latitude, longitude } from './text.schema.ts'

/** Inputs and outputs of the city router: everything a face needs to know of its city, and nothing of its people. */

const { theme, map } = citySettings.shape

export const levelView = z.object({ code, name: cityText, role: z.enum(LEVEL_ROLES) })

export const areaView = z.object({
  code,
  /** `/haitang/loujiang/xinmao`: what permissions and appeals are filed under. */
  path: z.string(),
  level: code,
  name: cityText,
  population: z.int().optional(),
  /** Whether there are areas below it. */
  divided: z.boolean(),
})
export type AreaView = z.infer<typeof areaView>

export const bodyView = z.object({
  code,
  name: cityText,
  kind: z.enum(BODY_KINDS),
  areas: z.array(code),
  /** Published number. */
  phone: z.string().nullable(),
  /** Takes no new work now: known by its name, not to be chosen. */
  off: z.boolean(),
})

/** Settings that everybody is told as they stand in the city's file. */
export const openSettings = citySettings.pick({
  code: true,
  name: true,
  serviceName: true,
  utcOffsetMinutes: true,
  locales: true,
  defaultLocale: true,
  capabilities: true,
  hotline: true,
  emergency: true,
  rules: true,
  photos: true,
  authorities: true,
})

/** The city's public face, the same for everybody; `desk` for staff besides. */
export const cityProfile = openSettings.extend({
  /** `logo` is an address on the server. */
  theme: theme.extend({ logo: z.string() }),
  map: map.omit({ layers: true }),
  /** Minutes of the day in which working time runs. */
  workingHours: citySettings.shape.calendar.shape.workingHours,
  levels: z.array(levelView),
  root: areaView,
  kinds: kindsFile,
  /** Groups, each with its leaves, their words and limits. */
  categories: categoriesFile,
  templates: templatesFile,
  /** Whether the city writes down speech, and has a learned classifier beside its lexicon. */
  assist: z.object({ speech: z.boolean(), classifier: z.boolean() }),
  /** Whether its door plates carry a code. */
  plates: z.boolean(),
  desk: z.object({ grounds: groundsFile, bodies: z.array(bodyView) }).nullable(),
})
export type CityProfile = z.infer<typeof cityProfile>

export const locateInput = z.object({ point })
/** Where a point lies. Outside the city `areaPath` is null and there is no line. */
export const located = z.object({
  areaPath: z.string().nullable(),
  /** From the top down. */
  line: z.array(areaView.pick({ code: true, level: true, name: true })),
  /** The nearest named place, for words that a resident knows. */
  near: z.object({ name: cityText, address: cityText, metres: z.int() }).nullable(),
})
export type Located = z.infer<typeof located>

export const areasInput = z.object({ parent: code.nullish() })
/** An area and those right below it; without a parent, the whole city's. */
export const areasOutput = z.object({ area: areaView, items: z.array(areaView) })

/** West, south, east, north. */
const bounds = z.tuple([longitude, latitude, longitude, latitude])
export const SHAPES_MAX = 2000
export const shapesInput = z.object({ level: code, bounds: bounds.nullish() })
/** GeoJSON (RFC 7946, WGS-84). Shapes were checked when the city was loaded, so they pass as they are. */
export const shapesOutput = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      properties: z.object({ code, name: cityText }),
      geometry: z.custom<AreaGeometry>(),
    }),
  ),
  /** False when there were more than 2,000: ask for a smaller part. */
  complete: z.boolean(),
})
export type CityShapes = z.infer<typeof shapesOutput>

/** What is drawn beneath the areas where there are no map tiles. */
export const layersOutput = z.object({ water: z.custom<MapLayer>().nullable(), roads: z.custom<MapLayer>().nullable() })

export const placesInput = z.object({
  words: z.string().trim().min(1).max(50),
  limit: z.int().min(1).max(50).default(10),
})
/** What a door plate's code says, or the number beneath it as somebody typed it. */
export const plateInput = z.object({ text: z.string().trim().min(1).max(500) })

export const placeView = z.object({
  code,
  name: cityText,
  kind: z.enum(PLACE_KINDS),
  address: cityText,
  lng: longitude,
  lat: latitude,
  areaPath: z.string().nullable(),
})
export const plateOutput = z.object({ place: placeView.nullable() })
export const placesOutput = z.object({ items: z.array(placeView) })
export type PlaceView = z.infer<typeof placeView>
