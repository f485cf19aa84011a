import type { Proposal } from '@civicgrid/contracts'
import { z } from 'zod'
import { askHelper, type HelperOptions } from './helper.ts'

/** Proposes categories for words: a learned one, behind the shape of the lexicon. */
export interface Classifier {
  /** The likeliest first. @throws Error when it cannot now */
  propose(text: string): Promise<Proposal[]>
}

const answer = z.object({
  items: z.array(z.object({ category: z.string(), share: z.number().min(0).max(1) })).max(50),
})

/** `POST` of `{ "text": "…" }`; the answer is `{ "items": [{ "category": "…", "share": 0.8 }] }`. */
export const classifierOverHttp = (options: HelperOptions): Classifier => ({
  async propose(text) {
    const { items } = answer.parse(await askHelper(options, JSON.stringify({ text }), 'application/json'))
    return items.toSorted((a, b) => b.share - a.share)
  },
})
