/** A built mini-program, read and compiled, as it goes into a page. */
export interface Program {
  readonly app: AppJson
  /** By path without `.json`. */
  readonly configs: Readonly<Record<string, PageJson>>
  /** By path without `.js`. */
  readonly scripts: Readonly<Record<string, string>>
  /** Bytes of every file, by its name. */
  readonly sizes: Readonly<Record<string, number>>
  /** Source of an object: path → template, as the compiler wrote it. */
  readonly templates: string
  /** CSS by path without `.wxss`. */
  readonly styles: Readonly<Record<string, string>>
  /** What `wx` takes, from its published types. */
  readonly api: ApiShapes
}

export interface AppJson {
  pages: string[]
  subPackages?: { root: string; name?: string; pages: string[] }[]
  window?: PageJson
  requiredPrivateInfos?: string[]
  tabBar?: { list: { pagePath: string; text: string }[] }
  [key: string]: unknown
}
export interface PageJson {
  navigationBarTitleText?: string
  enablePullDownRefresh?: boolean
  onReachBottomDistance?: number
  usingComponents?: Record<string, string>
  [key: string]: unknown
}

/** What a value may be: names of `typeof` besides `array` and `null`, or one of some literals; null: anything. */
export interface ValueShape {
  types: string[]
  literals: (string | number | boolean)[]
}
export interface FieldShape {
  optional: boolean
  value: ValueShape | null
}
/** One call of `wx`; `option` is null where its first argument is no object of options. */
export interface CallShape {
  option: Record<string, FieldShape> | null
  /** Least and most arguments. */
  least: number
  most: number
}
export type ApiShapes = Record<string, CallShape | 'value'>
