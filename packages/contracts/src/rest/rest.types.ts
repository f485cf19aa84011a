import type { CityText } from '../city/city.constants.ts'
import type { ErrorCode } from '../kernel/errors.ts'

/** In whose name an operation is called. */
export type RestSpeaker = 'resident' | 'integration' | 'anybody'

/** What a caller sends, word for word: the tests send it too. `{code}` in a path is an appeal of the same caller. */
export interface RestExample {
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** One operation of the plain HTTP interface: another way to call a procedure. */
export interface RestOperation {
  /** Its name in generated clients; never changed. */
  readonly id: string
  readonly method: 'GET' | 'POST'
  /** Below `/api/v1`, with `{names}`. */
  readonly path: string
  readonly procedure: string
  readonly tag: 'city' | 'appeals' | 'partners'
  /** 201 where something is made. */
  readonly status: 200 | 201
  readonly speaker: RestSpeaker
  /** The field of the input that the query's parameters are fields of. */
  readonly within?: string
  /** Not given once for its key: it may be sent again without one. */
  readonly keyless?: boolean
  readonly title: CityText
  readonly about: CityText
  /** What it may refuse with beside what every operation may. */
  readonly errors: readonly ErrorCode[]
  readonly example: RestExample
}
