import { isCard, isIdentityNumber, isMobile } from './numbers.ts'
import { plain } from './digits.ts'

/**
 * What must not stand in a text that strangers read (domain: publish only with names, phones, plates and identity
 * numbers taken out): where it is, and the same text without it. Numbers are found however they are written: full-width,
 * in Chinese digits, with blanks, dots or hyphens between.
 */
export const PERSONAL_KINDS = ['phone', 'identityNumber', 'bankCard', 'plate', 'name'] as const
export type PersonalKind = (typeof PERSONAL_KINDS)[number]

export interface FoundPersonal {
  readonly kind: PersonalKind
  /** In UTF-16 units of the text, `end` not included. */
  readonly start: number
  readonly end: number
}

/** What stands in its place. No letter and no digit, so that nothing new is found beside it. */
export const REDACTED = '***'

/** Between two digits of one number: blanks, dots, hyphens, and what cannot be seen. */
const GAP = '[\\s.·•‧_\\-–—−‐‑\\u200b-\\u200f\\u2060\\ufeff]{0,3}'
const digits = (from: number, to = from): string => `(?:${GAP}\\d){${from},${to}}`

interface Rule {
  readonly kind: PersonalKind
  readonly pattern: RegExp
  /** @param bare the match without what stands between its digits */
  readonly holds?: (bare: string) => boolean
}

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领'

/** The first rule that fits a place wins: an identity number holds what looks like a phone. */
const RULES: readonly Rule[] = [
  { kind: 'identityNumber', pattern: new RegExp(`\\d${digits(16)}${GAP}[\\dX]`, 'g'), holds: isIdentityNumber },
  { kind: 'bankCard', pattern: new RegExp(`\\d${digits(15, 18)}`, 'g'), holds: isCard },
  { kind: 'identityNumber', pattern: new RegExp(`\\d${digits(14)}`, 'g'), holds: isIdentityNumber },
  { kind: 'phone', pattern: new RegExp(`(?:\\+?${GAP}8${GAP}6${GAP})?1${digits(10)}`, 'g'), holds: isMobile },
  // With an area code, as it is dialled: 0512-53520000.
  { kind: 'phone', pattern: new RegExp(`0[1-9]\\d{1,2}[\\s)）\\-–—]{0,3}[2-8]${digits(6, 7)}`, 'g') },
  // Said to be one: 电话53520000, QQ 10001.
  {
    kind: 'phone',
    pattern: /(?:电话|手机|座机|联系方式|微信号?|TEL|PHONE|WECHAT|QQ)[^\dA-Z]{0,4}(\d(?:[\s-]?\d){4,11})/g,
    holds: (bare) => !/^(?:12345|1[0-2]\d|9\d{4}|400\d{7})$/.test(bare),
  },
  {
    kind: 'plate',
    pattern: new RegExp(`[${PROVINCES}][A-HJ-Z][\\s·•.\\-]{0,2}[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳]`, 'g'),
    holds: (bare) => /\d.*\d/.test(bare),
  },
]

const isDigit = (character: string | undefined): boolean => character !== undefined && /\d/.test(character)

/** A number inside a longer one is no number of its own. */
const standsAlone = (text: string, start: number, end: number): boolean =>
  !(isDigit(text[start]) && isDigit(text[start - 1])) && !(isDigit(text[end - 1]) && isDigit(text[end]))

/** The names and numbers that this appeal's people are known by; a name of one character would be found everywhere. */
function knownIn(text: string, known: readonly string[]): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = []
  for (const name of known.map((each) => plain(each.trim()).text)) {
    if (name.length < 2) continue
    for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length))
      found.push({ start: at, end: at + name.length })
  }
  return found
}

/**
 * Everything personal in a text, in its order, nothing twice.
 * @param known names of those concerned, which no rule could tell
 */
export function findPersonal(original: string, known: readonly string[] = []): FoundPersonal[] {
  const { text, at } = plain(original)
  const found: { kind: PersonalKind; start: number; end: number }[] = []
  const add = (kind: PersonalKind, start: number, end: number): void => {
    if (!found.some((other) => start < other.end && other.start < end)) found.push({ kind, start, end })
  }
  for (const { kind, pattern, holds } of RULES) {
    pattern.lastIndex = 0
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const said = match[1] ?? match[0]
      const end = match.index + match[0].length
      const start = end - said.length
      if (standsAlone(text, start, end) && (holds?.(said.replace(/[^\dA-Z]/g, '')) ?? true)) add(kind, start, end)
      // Looked at from every place: what begins one character later may be one.
      pattern.lastIndex = match.index + 1
    }
  }
  for (const { start, end } of knownIn(text, known)) add('name', start, end)
  return found
    .sort((a, b) => a.start - b.start)
    .map(({ kind, start, end }) => ({ kind, start: at[start] ?? 0, end: at[end] ?? original.length }))
}

/** The text with all of it taken out: what is proposed to the publisher. */
export function redact(original: string, known: readonly string[] = []): string {
  const once = without(original, known)
  // Taking one out may bring another to where it is told by its surroundings; each round leaves fewer digits.
  return once === original ? once : redact(once, known)
}

function without(original: string, known: readonly string[]): string {
  let text = ''
  let from = 0
  for (const { start, end } of findPersonal(original, known)) {
    text += original.slice(from, start) + REDACTED
    from = end
  }
  return text + original.slice(from)
}
