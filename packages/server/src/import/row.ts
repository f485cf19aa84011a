import { hash } from 'node:crypto'
import { TEXT_MAX, type AppealKind, type Outcome, type Satisfaction, type SolvedAnswer } from '@civicgrid/contracts'
import type { SubmitInput } from '../appeals/index.ts'
import type { Field, ImportMap } from './map.ts'
import type { Whereabouts } from './places.ts'
import { cut, degrees, instantFrom, phoneFrom, tidy } from './values.ts'
import type { Words } from './words.ts'

/** Why a row is not taken. */
const REFUSALS = [
  'NOTHING_SAID',
  'TEXT_TOO_LONG',
  'UNREADABLE_TEXT',
  'UNREADABLE_DATE',
  'DATE_IN_FUTURE',
  'UNKNOWN_CATEGORY',
  'PLACE_OUTSIDE_CITY',
  'REPLY_TOO_LONG',
] as const
export type Refusal = (typeof REFUSALS)[number]

/** A row as the commands that it becomes. */
export interface Order {
  /** Unique within the source. */
  readonly externalId: string
  readonly receivedAt: number
  readonly input: SubmitInput
  readonly reply: { readonly at: number; readonly outcome: Outcome; readonly text: string } | null
  readonly rating: { readonly satisfaction: Satisfaction; readonly solved: SolvedAnswer } | null
  /** Words that nobody knew; the row was taken all the same. */
  readonly unknown: { readonly field: 'kind' | 'category' | 'outcome' | 'rating' | 'phone'; readonly words: string }[]
}

export type ReadRow = { readonly order: Order } | { readonly refusal: Refusal; readonly words: string }

export interface RowReader {
  readonly map: ImportMap
  readonly columns: Readonly<Partial<Record<Field, number>>>
  readonly words: Words
  readonly whereabouts: Whereabouts
  readonly utcOffsetMinutes: number
  readonly from1904: boolean
  /** Epoch milliseconds: for rows without a time, and what no row may be later than. */
  readonly now: number
}

class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal, words: string) {
    super(words)
    this.refusal = refusal
  }
}

/** Reads a row as far as it goes; never throws for what a cell holds. */
export function readRow(cells: readonly string[], reader: RowReader): ReadRow {
  try {
    return { order: orderFrom((field) => tidy(cells[reader.columns[field] ?? -1]), reader) }
  } catch (error) {
    if (error instanceof Refused) return { refusal: error.refusal, words: cut(error.message, 80) }
    throw error
  }
}

type Cell = (field: Field) => string

function orderFrom(cell: Cell, reader: RowReader): Order {
  const { map, words, now } = reader
  const unknown: Order['unknown'] = []
  const known = <T>(field: 'kind' | 'outcome' | 'rating', find: (words: string) => T | undefined, otherwise: T): T => {
    const said = cell(field)
    const found = said ? find(said) : otherwise
    if (found === undefined) unknown.push({ field, words: said })
    return found ?? otherwise
  }
  const toldAt = instant('receivedAt', cell, reader)
  const receivedAt = toldAt ?? now
  const category = categoryOf(cell, reader, unknown)
  const kind = known<AppealKind>('kind', words.kind, map.defaultKind)
  const said = cell('text') || cell('category')
  if (!said) throw new Refused('NOTHING_SAID', '')
  const input: SubmitInput = {
    kind,
    category,
    text: fit(said, map, 'TEXT_TOO_LONG'),
    place: placeOf(cell, reader),
    photos: [],
    anonymous: false,
    consent: false,
    contact: contactOf(cell, unknown),
    occurredAt: null,
  }
  const reply = cell('reply')
  const repliedAt = instant('repliedAt', cell, reader) ?? receivedAt
  const rating = cell('rating') ? known<Satisfaction | null>('rating', words.rating, null) : null
  return {
    externalId: cell('externalId') || `row-${fingerprint([toldAt ?? '', said, cell('phone'), cell('address')])}`,
    receivedAt,
    input,
    // A reply of before the question is a slip of the pen.
    reply: reply
      ? {
          at: Math.max(repliedAt, receivedAt),
          outcome: known<Outcome>('outcome', words.outcome, 'explained'),
          text: fit(reply, map, 'REPLY_TOO_LONG'),
        }
      : null,
    rating: reply && rating ? { satisfaction: rating, solved: words.solved(cell('solved')) ?? solvedBy(rating) } : null,
    unknown,
  }
}

/** Systems that asked one question only: who was content had it solved, as far as anybody knows. */
function solvedBy(satisfaction: Satisfaction): SolvedAnswer {
  if (satisfaction === 'verySatisfied' || satisfaction === 'satisfied') return 'solved'
  return satisfaction === 'neutral' ? 'partly' : 'notSolved'
}

function instant(
  field: 'receivedAt' | 'repliedAt',
  cell: Cell,
  { utcOffsetMinutes, from1904, now }: RowReader,
): number | null {
  const said = cell(field)
  if (!said) return null
  const at = instantFrom(said, utcOffsetMinutes, from1904)
  if (at === null) throw new Refused('UNREADABLE_DATE', said)
  if (at > now) throw new Refused('DATE_IN_FUTURE', said)
  return at
}

function categoryOf(cell: Cell, { map, words }: RowReader, unknown: Order['unknown']): string {
  const said = cell('category')
  const found = said ? words.category(said) : words.category(cell('text'))
  if (found !== undefined) return found
  if (map.defaultCategory === undefined) throw new Refused('UNKNOWN_CATEGORY', said)
  if (said) unknown.push({ field: 'category', words: said })
  return map.defaultCategory
}

function fit(text: string, map: ImportMap, refusal: Refusal): string {
  if (text.includes('\ufffd')) throw new Refused('UNREADABLE_TEXT', '')
  if (text.length <= TEXT_MAX) return text
  if (map.tooLong === 'refuse') throw new Refused(refusal, `${text.length} characters`)
  return `${cut(text, TEXT_MAX - 1)}…`
}

function placeOf(cell: Cell, { map, whereabouts }: RowReader): SubmitInput['place'] {
  const [lng, lat] = [degrees(cell('lng')), degrees(cell('lat'))]
  const address = cut(cell('address'), 200) || null
  // 0,0 is how old systems write "no point".
  if (lng !== null && lat !== null && (lng !== 0 || lat !== 0)) {
    if (Math.abs(lng) > 180 || Math.abs(lat) > 90) throw new Refused('PLACE_OUTSIDE_CITY', `${lng} ${lat}`)
    return { point: { lng, lat, crs: map.crs, accuracy: null }, areaCode: null, address }
  }
  return { point: null, ...whereabouts(cell('address'), cell('area')), address }
}

function contactOf(cell: Cell, unknown: Order['unknown']): SubmitInput['contact'] {
  const name = cut(cell('name'), 40) || null
  const phone = phoneFrom(cell('phone'))
  if (cell('phone') && phone === null) unknown.push({ field: 'phone', words: '' })
  return name || phone ? { name, phone } : null
}

function fingerprint(parts: readonly (string | number)[]): string {
  return hash('sha256', JSON.stringify(parts), 'hex').slice(0, 24)
}
