import type { z } from 'zod'
import type {
  AreaGeometry,
  areasOutput,
  areaView,
  bodyView,
  cityProfile,
  layersOutput,
  levelView,
  located,
  locateInput,
  MapLayer,
  placesInput,
  proposed,
  placeView,
  shapesInput,
  shapesOutput,
} from '@civicgrid/contracts'

/** Everything a face needs to know of its city: name, colours, map, categories, limits, promises. */
export type CityProfile = z.output<typeof cityProfile>
/** What only the desk chooses from: grounds, and the bodies of the city. */
export type DeskLists = NonNullable<CityProfile['desk']>
/** A group of categories. */
export type CategoryGroup = CityProfile['categories'][number]
/** A category; an appeal always has one of these. */
export type Category = CategoryGroup['leaves'][number]
/** A limit of time, such as 3 working days. */
export type Limit = Category['limits']['result']
/** A kind of appeal in the city's words. */
export type KindName = CityProfile['kinds'][number]
/** A form for what is asked most. */
export type AppealTemplate = CityProfile['templates'][number]
/** The colours of one mode. */
export type Palette = CityProfile['theme']['light']
/** A level of areas, from the city to the micro-grid. */
export type AreaLevel = z.output<typeof levelView>
/** An area, with the path that permissions and appeals are filed under. */
export type Area = z.output<typeof areaView>
/** An area and those right below it. */
export type AreasBelow = z.output<typeof areasOutput>
/** Who does the city's work. */
export type Body = z.output<typeof bodyView>
export type LocateInput = z.input<typeof locateInput>
/** Where a point lies. */
export type Located = z.output<typeof located>
/** The shape of an area: a GeoJSON geometry in WGS-84. */
export type AreaShape = AreaGeometry
export type ShapesInput = z.input<typeof shapesInput>
/** GeoJSON of the areas of one level. */
export type CityShapes = z.output<typeof shapesOutput>
/** Water or roads as GeoJSON. */
export type CityLayer = MapLayer
/** What is drawn beneath the areas where there are no map tiles. */
export type CityLayers = z.output<typeof layersOutput>
export type PlacesInput = z.input<typeof placesInput>
/** A place that residents know by its name. */
export type CityPlace = z.output<typeof placeView>
/** Categories for somebody's words, and who proposed them. */
export type Proposed = z.output<typeof proposed>
