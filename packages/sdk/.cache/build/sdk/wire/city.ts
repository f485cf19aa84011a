import type { CityText, AppealPoint } from './appeals.ts'

import type { AppealKind, ReferenceSystem } from './words.ts'

/** Everything a face needs to know of its city: name, colours, map, categories, limits, promises. */
export interface CityProfile {
  code: string
  name: CityText
  photos: {
    /** Not above the machine's own limit of nine. */
    max: number
    maxBytes: number
  }
  rules: {
    /** Natural days, from the feedback, in which a resident may ask for handling again. */
    rehandleDays: number
    rehandleTimes: number
    /** In one calendar day of the city. */
    urgesPerDay: number
    /** Cap of all extensions of one round together, in working days. */
    extensionDays: number
    /** Natural days after the feedback, unrated; a rated one is archived at once. */
    archiveAfterDays: number
    /** For a supervisor to rule on a bounce or an extension. */
    bounceRuling: Limit
    /** How many of a hundred passed results are looked at once more by a second reviewer. */
    reviewSamplingPercent: number
    /** Natural days without a rating, after which a call-back is due. */
    followUpAfterDays: number
  }
  /** What the service calls itself: the portal's title. */
  serviceName: CityText
  utcOffsetMinutes: number
  locales: ('zh-CN' | 'en')[]
  defaultLocale: 'zh-CN' | 'en'
  capabilities: {
    appeals: boolean
    grid: boolean
    doorstep: boolean
    rides: boolean
    partners: boolean
    cityServices: boolean
    integrations: boolean
    knowledge: boolean
    insight: boolean
  }
  hotline: {
    number: string
    name: CityText
    hours: CityText
  }
  emergency: {
    number: '110' | '119' | '120' | '122'
    name: CityText
    when: CityText
  }[]
  /** `logo` is an address on the server. */
  theme: {
    light: Palette
    dark: Palette
    /** Corner radius in CSS pixels. */
    radius: number
    logo: string
  }
  map: {
    /** Of the city's own shapes; RFC 7946 asks for WGS-84. */
    crs: 'WGS-84'
    centre: [number, number]
    /** West, south, east, north. */
    bounds: [number, number, number, number]
    /** 审图号 of the city's own shapes, where it has one. */
    approvalNumber?: string
    /** Without one the faces draw the city's own shapes. */
    tiles?: {
      /** `https://…/{z}/{x}/{y}.png` */
      url: string
      attribution: CityText
      /** 审图号 of the tiles: a public map in China shows it. */
      approvalNumber: string
      crs: ReferenceSystem
      maxZoom: number
    }
  }
  /** Minutes of the day in which working time runs. */
  workingHours: [number, number][]
  levels: AreaLevel[]
  root: Area
  kinds: KindName[]
  /** Groups, each with its leaves, their words and limits. */
  categories: CategoryGroup[]
  templates: AppealTemplate[]
  desk: DeskLists | null
}

/** What only the desk chooses from: grounds, and the bodies of the city. */
export interface DeskLists {
  grounds: {
    decline: {
      code: string
      name: CityText
      /** The lawful way to go instead (法定途径告知), told to the resident. */
      lawfulWay: CityText
      phone?: string
    }[]
    bounce: {
      code: string
      name: CityText
    }[]
    extension: {
      code: string
      name: CityText
    }[]
  }
  bodies: Body[]
}

/** A group of categories. */
export interface CategoryGroup {
  code: string
  name: CityText
  /** Name of an icon that the faces know. */
  icon: string
  leaves: Category[]
}

/** A category; an appeal always has one of these. */
export interface Category {
  code: string
  name: CityText
  /** What residents write when they mean this: searched, and used to classify. */
  words: string[]
  kinds: AppealKind[]
  limits: {
    firstContact: Limit
    result: Limit
    review: Limit
    accept?: Limit
  }
  photoRequired: boolean
  /** A result is looked at on the spot before it reaches the resident. */
  verifyOnSite: boolean
  /** Finder, handler and verifier are three people (巡办分离). */
  separatePeople: boolean
  /** Hours count: the page shows the emergency number before the form. */
  urgent: boolean
  emergency?: '110' | '119' | '120' | '122'
}

/** A limit of time, such as 3 working days. */
export interface Limit {
  amount: number
  unit: 'hours' | 'workingHours' | 'minutes' | 'naturalDays' | 'workingDays'
}

/** A kind of appeal in the city's words. */
export interface KindName {
  code: AppealKind
  name: CityText
  /** One line that tells a resident when to choose it. */
  hint: CityText
  limits?: {
    accept?: Limit
    firstContact?: Limit
    result?: Limit
    review?: Limit
  }
}

/** A form for what is asked most. */
export interface AppealTemplate {
  code: string
  name: CityText
  category: string
  kind: AppealKind
  skeleton: CityText
  fields: {
    code: string
    label: CityText
    type: 'number' | 'phone' | 'text' | 'date' | 'money' | 'choice'
    required: boolean
    choices?: {
      code: string
      name: CityText
    }[]
  }[]
}

/** The colours of one mode. */
export interface Palette {
  /** Buttons, links, what is current. */
  brand: string
  /** Text and icons on `brand`. */
  onBrand: string
  /** A second colour, for the map and for what is not an action. */
  accent: string
  background: string
  surface: string
  text: string
  /** Secondary text. */
  muted: string
  border: string
  danger: string
  success: string
}

/** A level of areas, from the city to the micro-grid. */
export interface AreaLevel {
  code: string
  name: CityText
  role: 'grid' | 'city' | 'county' | 'township' | 'community' | 'microGrid'
}

/** An area, with the path that permissions and appeals are filed under. */
export interface Area {
  code: string
  /** `/haitang/loujiang/xinmao`: what permissions and appeals are filed under. */
  path: string
  level: string
  name: CityText
  /** Whether there are areas below it. */
  divided: boolean
  population?: number
}

/** An area and those right below it. */
export interface AreasBelow {
  area: Area
  items: Area[]
}

/** Who does the city's work. */
export interface Body {
  code: string
  name: CityText
  kind: 'grid' | 'township' | 'community' | 'department'
  areas: string[]
}

export interface LocateInput {
  point: AppealPoint
}

/** Where a point lies. */
export interface Located {
  areaPath: string | null
  /** From the top down. */
  line: {
    code: string
    name: CityText
    level: string
  }[]
  /** The nearest named place, for words that a resident knows. */
  near: {
    name: CityText
    address: CityText
    metres: number
  } | null
}

/** The shape of an area: a GeoJSON geometry in WGS-84. */
export type AreaShape = {
  type: 'Polygon'
  coordinates: [number, number][][]
} | {
  type: 'MultiPolygon'
  coordinates: [number, number][][][]
}

export interface ShapesInput {
  level: string
  bounds?: [number, number, number, number] | null
}

/** GeoJSON of the areas of one level. */
export interface CityShapes {
  type: 'FeatureCollection'
  features: {
    type: 'Feature'
    properties: {
      code: string
      name: CityText
    }
    geometry: AreaShape
  }[]
  /** False when there were more than 2,000: ask for a smaller part. */
  complete: boolean
}

/** Water or roads as GeoJSON. */
export interface CityLayer {
  type: 'FeatureCollection'
  features: {
    type: 'Feature'
    properties: {
      rank: number
      name?: CityText
    }
    geometry: {
      type: 'Polygon'
      coordinates: [number, number][][]
    } | {
      type: 'MultiPolygon'
      coordinates: [number, number][][][]
    } | {
      type: 'LineString'
      coordinates: [number, number][]
    }
  }[]
}

/** What is drawn beneath the areas where there are no map tiles. */
export interface CityLayers {
  water: CityLayer | null
  roads: CityLayer | null
}

export interface PlacesInput {
  words: string
  limit?: number
}

/** A place that residents know by its name. */
export interface CityPlace {
  code: string
  name: CityText
  kind: 'water' | 'government' | 'school' | 'hospital' | 'market' | 'park' | 'housing' | 'transport' | 'factory' | 'culture' | 'temple' | 'village'
  address: CityText
  lng: number
  lat: number
  areaPath: string | null
}
