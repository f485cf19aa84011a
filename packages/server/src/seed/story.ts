import type { AppealKind, CategoryLeaf, Outcome } from '@civicgrid/contracts'
import type { StandingCommand } from '../appeals/index.ts'
import type { LoadedCity } from '../city/index.ts'
import type { Dice } from './dice.ts'

/** What happens to one appeal of the demo, decided before it begins. */
export interface Story {
  readonly kind: AppealKind
  readonly category: string
  readonly text: string
  readonly address: string
  readonly point: { readonly lng: number; readonly lat: number }
  readonly areaPath: string
  readonly phoned: boolean
  readonly anonymous: boolean
  readonly consent: boolean
  readonly photos: number
  /** How it ends, if there is time enough before the demo's present. */
  readonly course: 'atOnce' | 'declined' | 'withdrawn' | 'handled'
  readonly bounced: boolean
  readonly extended: boolean
  readonly returned: boolean
  readonly urged: boolean
  readonly supplemented: boolean
  readonly reply: { readonly outcome: Outcome; readonly text: string }
  readonly rated: boolean
  readonly solved: boolean
  readonly rehandled: boolean
  /** Hours count: nobody waits for the next morning. */
  readonly urgent: boolean
  /** The last thing that happens, so that the demo surely has appeals that stand there. */
  readonly stopAfter: StandingCommand | 'submit' | null
}

/** Two appeals stand at each of these points, whatever the dice say. */
const SET_PIECES = [
  'submit',
  'accept',
  'dispatch',
  'bounce',
  'take',
  'requestExtension',
  'giveFeedback',
  'reviewFeedback',
  'rate',
  'decline',
  'withdraw',
] as const satisfies readonly (StandingCommand | 'submit')[]
export const SET_PIECE_COUNT = 2 * SET_PIECES.length

/** A story that ends at the point of its number, within some hours. */
export function setPiece(city: LoadedCity, dice: Dice, number: number): Story {
  const stopAfter = SET_PIECES[number % SET_PIECES.length] ?? 'submit'
  const course = stopAfter === 'decline' ? 'declined' : stopAfter === 'withdraw' ? 'withdrawn' : 'handled'
  const story = writeStory(city, dice)
  return {
    ...story,
    stopAfter,
    course,
    urgent: true,
    phoned: false,
    photos: Math.max(story.photos, 1),
    bounced: stopAfter === 'bounce',
    extended: stopAfter === 'requestExtension',
    returned: false,
    urged: false,
    supplemented: false,
    rated: true,
    solved: number < SET_PIECES.length,
    rehandled: false,
  }
}

/** How often what happens, and where. */
export interface Style {
  readonly courses: Readonly<Record<Story['course'], number>>
  readonly phonedPercent: number
  readonly ratedPercent: number
  somewhere(dice: Dice): Spot
}

export interface Spot {
  /** What residents call it. */
  readonly name: string
  readonly address: string
  readonly point: { readonly lng: number; readonly lat: number }
  readonly areaPath: string
}

export function writeStory(city: LoadedCity, dice: Dice, style: Style = demoStyle(city)): Story {
  const { categories, texts } = indexOf(city)
  const category = dice.pick(categories)
  const leaf = leafOf(city, category)
  const sample = dice.pick(texts.get(category) ?? [])
  const spot = style.somewhere(dice)
  const course = dice.weighted(style.courses)
  const phoned = dice.chance(style.phonedPercent)
  const solved = dice.chance(80)
  return {
    kind: sample.kind,
    category,
    text: sample.text.replaceAll('{place}', spot.name),
    address: spot.address,
    point: spot.point,
    areaPath: spot.areaPath,
    phoned,
    anonymous: dice.chance(10),
    consent: dice.chance(40),
    photos: phoned ? 0 : leaf?.photoRequired ? dice.between(1, 3) : dice.chance(20) ? 1 : 0,
    course,
    bounced: dice.chance(14),
    extended: dice.chance(12),
    returned: dice.chance(10),
    urged: !phoned && dice.chance(12),
    supplemented: !phoned && dice.chance(10),
    reply: replyFor(city, category, course === 'atOnce' ? 'explained' : dice.weighted(OUTCOMES), dice),
    rated: !phoned && dice.chance(style.ratedPercent),
    solved,
    rehandled: !solved && dice.chance(60),
    urgent: leaf?.urgent ?? false,
    stopAfter: null,
  }
}

/** Of a real week, four of five are answered at once; the demo has more that are dispatched, so that there is something to see. */
const demoStyle = (city: LoadedCity): Style => ({
  courses: { atOnce: 28, declined: 4, withdrawn: 4, handled: 64 },
  phonedPercent: 40,
  ratedPercent: 75,
  somewhere: (dice) => nearSomePlace(city, dice),
})

const OUTCOMES = { solved: 70, partlySolved: 12, explained: 8, notFeasibleNow: 6, notSubstantiated: 4 } as const

/** A place of the gazetteer and a point within some hundred metres of it, inside the city. */
function nearSomePlace(city: LoadedCity, dice: Dice): Spot {
  const place = dice.pick(city.city.places)
  for (let i = 0; i < 8; i++) {
    const spread = i < 7 ? 35 : 0
    const point = {
      lng: place.lng + dice.between(-spread, spread) / 10_000,
      lat: place.lat + dice.between(-spread, spread) / 10_000,
    }
    const area = city.locate(point.lng, point.lat)
    if (area !== null)
      return { name: place.name['zh-CN'], address: place.address['zh-CN'], point, areaPath: city.tree.pathOf(area) }
  }
  throw new RangeError(`the place ${place.code} lies outside the city`)
}

/** The most exact reply there is with that outcome: of the leaf, of its group, of all. */
function replyFor(
  city: LoadedCity,
  category: string,
  outcome: Outcome,
  dice: Dice,
): { outcome: Outcome; text: string } {
  const { replies } = city.city.samples
  for (const key of [category, indexOf(city).groups.get(category) ?? '*', '*']) {
    const fitting = (replies[key] ?? []).filter((reply) => reply.outcome === outcome)
    if (fitting.length > 0) return dice.pick(fitting)
  }
  return dice.pick(Object.values(replies).flat())
}

interface CityIndex {
  readonly categories: readonly string[]
  readonly texts: ReadonlyMap<string, readonly { kind: AppealKind; text: string }[]>
  readonly leaves: ReadonlyMap<string, CategoryLeaf>
  readonly groups: ReadonlyMap<string, string>
}
const indexes = new WeakMap<LoadedCity, CityIndex>()

function indexOf(city: LoadedCity): CityIndex {
  let index = indexes.get(city)
  if (!index) {
    const texts = new Map(Object.entries(city.city.samples.appeals))
    const pairs = city.city.categories.flatMap((group) => group.leaves.map((leaf) => ({ group, leaf })))
    index = {
      categories: [...texts.keys()],
      texts,
      leaves: new Map(pairs.map(({ leaf }) => [leaf.code, leaf])),
      groups: new Map(pairs.map(({ group, leaf }) => [leaf.code, group.code])),
    }
    indexes.set(city, index)
  }
  return index
}

export const leafOf = (city: LoadedCity, category: string): CategoryLeaf | undefined =>
  indexOf(city).leaves.get(category)
