import type { TimeFormat } from '../format/time.ts'
import type { resident } from '../locales/zh-CN/resident.ts'
import type { LocalText, Translate } from './translate.ts'

/** How a face speaks to residents: its words in the language chosen, and the city's time. Handed to what tells something. */
export interface Tell {
  t: Translate<typeof resident>
  /** The word for an enum value of the wire. */
  word(prefix: string, value: string): string
  /** A text of the city's data in the resident's language. */
  local(text: LocalText | string | null | undefined): string
  time(): TimeFormat
}
