import type { CityText } from '@civicgrid/sdk'

/** What the desk asks of the city: lists to choose from, names for codes, shapes for its small map. */
export interface DeskCity {
  readonly serviceName: CityText
  readonly utcOffsetMinutes: number
  readonly photosMax: number
  readonly groups: readonly CategoryGroup[]
  readonly areas: readonly Area[]
  readonly bodies: readonly Body[]
  readonly grounds: { readonly decline: readonly DeclineGround[]; readonly bounce: readonly Ground[]; readonly extension: readonly Ground[] }
}

export interface CategoryLeaf {
  readonly code: string
  readonly name: CityText
  /** What residents write when they mean this. */
  readonly words: readonly string[]
  readonly kinds: readonly string[]
  readonly urgent: boolean
  /** The desk to ring first where people may be in danger. */
  readonly emergency?: string | null
}
export interface CategoryGroup {
  readonly code: string
  readonly name: CityText
  readonly leaves: readonly CategoryLeaf[]
}
export interface Area {
  readonly code: string
  readonly level: string
  readonly parent?: string | null
  readonly name: CityText
}
export interface Body {
  readonly code: string
  readonly name: CityText
  readonly kind: string
}
export interface Ground {
  readonly code: string
  readonly name: CityText
}
export interface DeclineGround extends Ground {
  readonly lawfulWay: CityText
  readonly phone?: string | null
}
