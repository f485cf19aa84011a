import type { Sql } from '../../kernel/index.ts'
import { findPublic, withGram, type PublicAppeal } from './appeals.board.store.ts'
import { gramsAsked } from '../appeals.grams.ts'

/**
 * Answers to what somebody is about to ask. A port: today those come from published answers of before, later from a
 * knowledge base.
 */
export interface AnswerSource {
  /** The best first; none rather than a bad one. */
  find(sql: Sql, words: string, limit: number): Promise<PublicAppeal[]>
}

/** Of each word the newest so many are looked at: what nearly every answer has tells nothing, and costs no more. */
const NEWEST = 200
/** Of the telling words of a question, so much of their weight must be in an answer. */
const ENOUGH = 0.3

/** Finds by shared words, each of them worth the more the fewer answers have it. */
export const publishedAnswers: AnswerSource = {
  async find(sql, words, limit) {
    const weights = new Map<number, number>()
    let all = 0
    for (const gram of gramsAsked(words)) {
      const appeals = await withGram(sql, gram, NEWEST)
      const weight = 1 / Math.log2(2 + appeals.length)
      all += weight
      for (const appealId of appeals) weights.set(appealId, (weights.get(appealId) ?? 0) + weight)
    }
    const best = [...weights]
      .filter(([, weight]) => weight >= all * ENOUGH)
      .sort(([a, x], [b, y]) => y - x || b - a)
      .slice(0, 2 * limit)
    const found: PublicAppeal[] = []
    for (const [appealId] of best) {
      const appeal = await findPublic(sql, appealId)
      if (appeal?.reply && found.length < limit) found.push(appeal)
    }
    return found
  },
}
