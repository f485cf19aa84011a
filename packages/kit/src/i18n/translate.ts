/** `{name}` in a sentence; the compiler asks for each of them. */
type Slots<Sentence extends string> = Sentence extends `${string}{${infer Slot}}${infer Rest}`
  ? Slot | Slots<Rest>
  : never

/** One locale: a flat list of sentences by key. */
export type Words<Source extends Readonly<Record<string, string>>> = { readonly [Key in keyof Source]: string }

type Values<Sentence extends string> = [Slots<Sentence>] extends [never]
  ? []
  : [values: { readonly [Slot in Slots<Sentence>]: string | number }]

/** A sentence by its key, with its slots filled. There are no plural forms: both languages are written without them. */
export type Translate<Source extends Readonly<Record<string, string>>> = <Key extends keyof Source & string>(
  key: Key,
  ...values: Values<Source[Key]>
) => string

/** Puts values into `{slots}`; an unknown slot stays as it is, so that a mistake shows. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>> = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (slot, name: string) => (name in values ? String(values[name]) : slot))
}

/**
 * A translator over the words of one locale.
 * `Source` is the zh-CN list (a const): its keys and slots are what callers are checked against.
 */
export function createTranslate<Source extends Readonly<Record<string, string>>>(
  words: Words<Source>,
): Translate<Source> {
  return (key, ...values) => fill(words[key], values[0])
}

/** A word for a value that came over the wire; a value this build does not know shows as itself. */
export function wordFor(words: Readonly<Record<string, string>>, prefix: string, value: string): string {
  return words[`${prefix}.${value}`] ?? value
}

export const LOCALES = ['zh-CN', 'en'] as const
export type Locale = (typeof LOCALES)[number]

/** A text of the city's own data. */
export type LocalText = Readonly<Partial<Record<Locale, string>>>

/** The city's text in this locale, or in whichever there is. */
export function localText(text: LocalText | string | null | undefined, locale: Locale): string {
  if (text === null || text === undefined) return ''
  if (typeof text === 'string') return text
  return text[locale] ?? text['zh-CN'] ?? text.en ?? ''
}
