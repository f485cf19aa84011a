/**
 * 内容检查: what WeChat says of words and photos from the city's mini-program, before any of it is public. Words without the
 * rules: what commands take, what events hold, what faces show.
 */

/**
 * How far a part is: asked of WeChat; let through by it or by a publisher; for a publisher to look at; never public; without
 * an answer for so long that a publisher looks instead.
 */
export const CHECK_STATES = ['waiting', 'passed', 'review', 'risky', 'unanswered'] as const
export type CheckState = (typeof CHECK_STATES)[number]
export type CheckVerdict = Exclude<CheckState, 'waiting'>

/** What may become public of an appeal: its words, and each photo by its token. */
export const CHECKED_WORDS = 'words'

/** How far each part is; a part that is not named needs no check. */
export type Checks = Readonly<Record<string, CheckState>>

export interface CheckedPart {
  readonly part: string
  readonly verdict: CheckVerdict
  /** What it is about, as WeChat numbers it (20002 is 色情); null where nothing was found. */
  readonly label: number | null
}

export interface CheckInputs {
  recordCheck: { parts: readonly CheckedPart[] }
  /** @see CHECK_STATES: `review` and `unanswered` alone can be passed by hand. */
  passContent: { text: string }
}

export interface CheckEventData {
  contentChecked: { parts: readonly CheckedPart[] }
  contentPassed: { parts: readonly string[] }
}
