/** What people and machines have written into cells, as values. */

const MINUTE = 60_000
const DAY = 86_400_000

/** Full-width digits and letters made plain, blanks at the ends gone. Punctuation of a Chinese text stays as it is. */
export function tidy(cell: string | undefined): string {
  return (cell ?? '')
    .replaceAll(/[０-９Ａ-Ｚａ-ｚ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
    .trim()
}

/** A text to compare: without blanks, case and width. */
export const sameText = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()

const WRITTEN =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]*(上午|下午)?\s*(\d{1,2})[:时点](\d{1,2})?(?:[:分](\d{1,2})(?:\.\d+)?秒?|分)?)?$/
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:\s*(\d{2}):?(\d{2}):?(\d{2})?)?$/
const ISO_ZONED = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/

/** Excel counts days from 1899-12-30 (its 1900 was a leap year); a city's orders lie between 1980 and 2100. */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30)
const EXCEL_FROM = 29_221
const EXCEL_TO = 73_051
const EXCEL_1904 = 1_462

/**
 * An instant as a person, a program or Excel writes it, in the city's time.
 * @param utcOffsetMinutes of the city; only an ISO text with a zone says its own
 * @param from1904 the workbook counts days as old Macs did
 * @returns epoch milliseconds, or null when it is none
 */
export function instantFrom(cell: string, utcOffsetMinutes: number, from1904 = false): number | null {
  const text = cell.normalize('NFKC').trim()
  if (ISO_ZONED.test(text)) return Date.parse(text) || null
  if (/^\d{5}(\.\d+)?$/.test(text)) return excelInstant(Number(text) + (from1904 ? EXCEL_1904 : 0), utcOffsetMinutes)
  const written = WRITTEN.exec(text)
  if (written) {
    const [, year, month, day, half, hour = '0', minute = '0', second = '0'] = written
    const late = half === '下午' && Number(hour) < 12 ? 12 : 0
    return local([year, month, day, String(Number(hour) + late), minute, second], utcOffsetMinutes)
  }
  const compact = COMPACT.exec(text)
  return compact ? local(compact.slice(1, 7), utcOffsetMinutes) : null
}

function excelInstant(days: number, utcOffsetMinutes: number): number | null {
  if (days < EXCEL_FROM || days > EXCEL_TO) return null
  // Whole seconds: a day's fraction in a float is never quite the minute that was typed.
  return EXCEL_EPOCH + Math.round((days * DAY) / 1000) * 1000 - utcOffsetMinutes * MINUTE
}

function local(parts: readonly (string | undefined)[], utcOffsetMinutes: number): number | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) => Number(part ?? 0))
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  // 2024-02-30 would be taken for 1 March.
  const real = at.getUTCMonth() === month - 1 && at.getUTCDate() === day && hour < 24 && minute < 60 && second < 60
  return real ? at.getTime() - utcOffsetMinutes * MINUTE : null
}

/** Degrees as a number; null for what is none. */
export function degrees(cell: string): number | null {
  const text = cell.normalize('NFKC').trim()
  return /^-?\d{1,3}(\.\d+)?$/.test(text) ? Number(text) : null
}

/** A number that can be dialled; null for words, stars and nonsense. */
export function phoneFrom(cell: string): string | null {
  const text = cell
    .normalize('NFKC')
    .replaceAll(/[\s()]/g, '')
    .replace(/\.0$/, '')
  return /^(\+86)?[0-9-]{5,18}$/.test(text) ? text : null
}

/** The first `length` UTF-16 units of a text, no character cut in two. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text
  const end = text.charCodeAt(length - 1)
  return text.slice(0, end >= 0xd800 && end <= 0xdbff ? length - 1 : length)
}
