import {
  CivicError,
  limitsOf,
  toWgs84,
  type AppealKind,
  type AppealRules,
  type AppealState,
  type Body,
  type Calendar,
  type CategoryLeaf,
  type CityText,
  type PlacePoint,
} from '@civicgrid/contracts'
import { bodyFinder } from '../city/bodies.now.ts'
import type { LoadedCity } from '../city/index.ts'
import { asIs, retired } from './appeals.retired.ts'
import type { SourceNaming } from './appeals.sources.ts'

/** What the city folder says, as an appeal asks for it. Nothing about a city is in code. */
export interface AppealCity extends Partial<SourceNaming> {
  readonly calendar: Calendar
  readonly photosMax: number
  /** Natural days after the result, unrated, before the number is closed. */
  readonly archiveAfterDays: number
  readonly rootPath: string
  /** Leaves whose results are looked at on the spot before they pass. */
  readonly verifiedCategories: readonly string[]
  /** @throws CivicError UNKNOWN_CATEGORY */
  leaf(category: string): CategoryLeaf
  rules(state: Pick<AppealState, 'category' | 'kind' | 'areaPath'>): AppealRules
  /** The body that owns category × area, and why; null where the city names none. */
  owner(category: string, areaPath: string): { body: Body; why: CityText } | null
  body(code: string): Body | undefined
  /** @throws CivicError BAD_INPUT for a body that is unknown, takes no work now or does not serve the place */
  bodyFor(code: string, areaPath: string): Body
  bodyName(code: string | null | undefined): CityText | null
  categoryName(code: string): CityText
  areaName(path: string): CityText
  /** The township of a place, or the place itself where it is not known so deep: by this days are counted. */
  townshipOf(areaPath: string): string
  /** The community of a place: the closest that strangers are told of what is published. */
  communityOf(areaPath: string): string
  /** A category itself, or all of a group; unknown ones stand for themselves. */
  leavesOf(categoryOrGroup: string): readonly string[]
  ground(list: 'decline' | 'bounce' | 'extension', code: string): { name: CityText; lawfulWay?: CityText } | undefined
  /** @throws CivicError PLACE_OUTSIDE_CITY */
  place(place: PlaceAsked): FoundPlace
}

interface PlaceAsked {
  readonly point?: {
    lng: number
    lat: number
    crs: 'WGS-84' | 'GCJ-02' | 'BD-09' | 'CGCS2000'
    accuracy?: number | null
  } | null
  readonly areaCode?: string | null
}

export interface FoundPlace {
  readonly areaPath: string
  /** The county, or the city where there are none: what the appeal belongs to. */
  readonly jurisdiction: string
  readonly point: PlacePoint | null
}

/** Six decimals are 11 cm; more would only say which device it was. */
const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6
const DUTIES_KEPT = 5_000

export function appealCity(loaded: LoadedCity): AppealCity {
  const { city, tree, calendar } = loaded
  const { settings, grounds } = city
  const leaves = new Map(city.categories.flatMap((group) => group.leaves.map((leaf) => [leaf.code, leaf] as const)))
  const groupOf = new Map(city.categories.flatMap((group) => group.leaves.map((leaf) => [leaf.code, group] as const)))
  const bodyOf = bodyFinder(loaded)
  const known = new Map<string, AppealRules>()
  const lastCode = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
  const codesOf = (list: readonly { code: string }[]): string[] => list.map(({ code }) => code)
  const groundCodes = {
    decline: codesOf(grounds.decline),
    bounce: codesOf(grounds.bounce),
    extension: codesOf(grounds.extension),
  }
  let outsourced: ReadonlySet<string> = new Set()
  /** Of the bodies by which these rules were made. */
  let bodies: readonly Body[] | undefined

  const duties = new Map<string, boolean>()
  /** Of the owners by which these duties were found. */
  let edition = 0

  /** Asked with every command and again for every button; the same few places are in hand at a time. */
  function isDepartmentDuty(category: string, areaPath: string): boolean {
    const key = `${category} ${areaPath}`
    const now = loaded.ownersEdition?.() ?? 0
    if (now !== edition) {
      edition = now
      duties.clear()
    }
    let duty = duties.get(key)
    if (duty === undefined) {
      duty = loaded.owner(category, lastCode(areaPath))?.body.kind === 'department'
      if (duties.size >= DUTIES_KEPT) duties.clear()
      duties.set(key, duty)
    }
    return duty
  }

  const areaNames = new Map<string, CityText>()

  function areaName(path: string): CityText {
    let name = areaNames.get(path)
    if (name === undefined) {
      const whole = tree.lineOf(lastCode(path))
      // Grids are numbered within their community, micro-grids within their grid: 第1网格1号微网格 alone says nothing.
      const line = whole.filter(({ level }) => level !== tree.levelOf('microGrid')?.code)
      const shown = line.length > 1 ? line.slice(1).slice(-2) : line
      name = {
        'zh-CN': shown.map((area) => area.name['zh-CN']).join(''),
        en: shown
          .map((area) => area.name.en)
          .reverse()
          .join(', '),
      }
      areaNames.set(path, name)
    }
    return name
  }

  function makeRules(leaf: CategoryLeaf, kind: AppealKind, departmentDuty: boolean): AppealRules {
    const { rehandleDays, rehandleTimes, extensionDays, archiveAfterDays, urgesPerDay } = settings.rules
    return {
      limits: limitsOf(city, leaf, kind),
      photoRequired: leaf.photoRequired,
      verifyOnSite: leaf.verifyOnSite,
      separatePeople: leaf.separatePeople,
      departmentDuty,
      urging: urgesPerDay > 0,
      rehandleDays,
      rehandleTimes,
      extensionDays,
      archiveAfterDays,
      grounds: groundCodes,
      outsourced,
    }
  }

  function owner(category: string, areaPath: string): { body: Body; why: CityText } | null {
    const found = loaded.owner(category, lastCode(areaPath))
    return found && { body: found.body, why: whyOf(found.why) }
  }

  /** In the city's own words: 市容环卫 × 娄江街道. */
  function whyOf({
    category,
    area,
    ownBodyOf,
  }: {
    category: string
    area: string | null
    ownBodyOf: string | null
  }): CityText {
    const what =
      category === '*'
        ? null
        : (leaves.get(category)?.name ?? city.categories.find(({ code }) => code === category)?.name)
    const where = tree.get(ownBodyOf ?? area ?? tree.root.code)?.name
    const text = (locale: keyof CityText): string => [what?.[locale], where?.[locale]].filter(Boolean).join(' × ')
    return { 'zh-CN': text('zh-CN'), en: text('en') }
  }

  function locate({ point, areaCode }: PlaceAsked): { areaPath: string; point: PlacePoint | null } {
    const outside = (field: string): CivicError =>
      new CivicError('PLACE_OUTSIDE_CITY', { fields: { [field]: 'outside' } })
    if (!point) {
      const areaPath = areaCode ? tree.pathOf(areaCode) : ''
      if (!areaPath) throw outside('place.areaCode')
      return { areaPath, point: null }
    }
    const [lng, lat] = toWgs84([point.lng, point.lat], point.crs)
    const area = loaded.locate(lng, lat)
    if (!area) throw outside('place.point')
    return {
      areaPath: tree.pathOf(area),
      point: { lng: rounded(lng), lat: rounded(lat), accuracy: point.accuracy ?? null, crs: point.crs },
    }
  }

  /** The area of that level in which a place lies. */
  function above(areaPath: string, role: 'county' | 'township' | 'community'): string | undefined {
    const level = tree.levelOf(role)
    const area = level && tree.lineOf(lastCode(areaPath)).find((found) => found.level === level.code)
    return area && tree.pathOf(area.code)
  }

  return {
    calendar,
    photosMax: settings.photos.max,
    archiveAfterDays: Math.max(settings.rules.archiveAfterDays, settings.rules.rehandleDays),
    rootPath: tree.pathOf(tree.root.code),
    verifiedCategories: [...leaves.values()].filter((leaf) => leaf.verifyOnSite).map(({ code }) => code),
    leaf(category) {
      const leaf = leaves.get(category)
      if (!leaf) throw new CivicError('UNKNOWN_CATEGORY', { fields: { category: 'unknown' } })
      return leaf
    },
    rules({ category, kind, areaPath }) {
      if (bodies !== loaded.bodies) {
        ;({ bodies } = loaded)
        outsourced = new Set(bodies.filter((body) => body.outsourced).map(({ code }) => code))
        known.clear()
      }
      const departmentDuty = isDepartmentDuty(category, areaPath)
      const key = `${category} ${kind} ${departmentDuty}`
      let rules = known.get(key)
      // A category that the city has since taken away keeps its appeals, under the city's general rules.
      if (!rules) known.set(key, (rules = makeRules(leaves.get(category) ?? retired(category), kind, departmentDuty)))
      return rules
    },
    owner,
    body: bodyOf,
    bodyFor(code, areaPath) {
      const body = bodyOf(code)
      const refused = (why: string): CivicError => new CivicError('BAD_INPUT', { fields: { bodyCode: why } })
      if (!body) throw refused('unknown')
      if (loaded.bodiesInForce?.().includes(body) === false) throw refused('off')
      const near = (path: string): boolean =>
        `${areaPath}/`.startsWith(`${path}/`) || `${path}/`.startsWith(`${areaPath}/`)
      if (!body.areas.some((area) => near(tree.pathOf(area)))) throw refused('elsewhere')
      return body
    },
    bodyName: (code) => (code == null ? null : (bodyOf(code)?.name ?? asIs(code))),
    categoryName: (code) => leaves.get(code)?.name ?? groupOf.get(code)?.name ?? asIs(code),
    areaName,
    townshipOf: (areaPath) => above(areaPath, 'township') ?? areaPath,
    communityOf: (areaPath) => above(areaPath, 'community') ?? above(areaPath, 'township') ?? areaPath,
    leavesOf: (code) => city.categories.find((group) => group.code === code)?.leaves.map((leaf) => leaf.code) ?? [code],
    ground(list, code) {
      const found: { name: CityText; lawfulWay?: CityText } | undefined = grounds[list].find(
        (ground) => ground.code === code,
      )
      return found && { name: found.name, ...(found.lawfulWay ? { lawfulWay: found.lawfulWay } : {}) }
    },
    place(asked) {
      const found = locate(asked)
      return { ...found, jurisdiction: above(found.areaPath, 'county') ?? tree.pathOf(tree.root.code) }
    },
  }
}
