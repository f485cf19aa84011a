/** Copies of everything about oneself in a day, where the city says nothing else. */
export const DATA_COPIES_A_DAY = 3

/** What a resident agrees to; each is asked in words that may change. */
export const CONSENT_KINDS = ['publication', 'contactPreference'] as const
export type ConsentKind = (typeof CONSENT_KINDS)[number]

/**
 * Since when which words ask for a consent, the first ones first. Whoever changes the words in a locale adds a version here,
 * so that each consent of before still names what was read.
 */
export const CONSENT_WORDS: Readonly<Record<ConsentKind, readonly { version: string; from: string }[]>> = {
  publication: [{ version: '1', from: '2026-01-01T00:00:00.000Z' }],
  contactPreference: [{ version: '1', from: '2026-01-01T00:00:00.000Z' }],
}

/** The version of the words that asked at an instant (epoch milliseconds); the first for what is older than all. */
export function consentWordsAt(kind: ConsentKind, at: number): string {
  const words = CONSENT_WORDS[kind]
  return words.findLast(({ from }) => Date.parse(from) <= at)?.version ?? words[0]?.version ?? ''
}
