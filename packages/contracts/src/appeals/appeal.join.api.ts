import { z } from 'zod'
import { cityText } from '../city/text.schema.ts'
import { SOLVED_ANSWERS, TEXT_MAX } from './appeal.constants.ts'
import * as part from './appeal.schema.ts'

/** Inputs and outputs around what neighbours share: similar appeals, joining one (我也遇到), and what became of it. */

/** What strangers call an appeal; it says nothing of the code. */
export const appealRef = z.string().min(1).max(40).describe('public reference of an appeal')
export const refInput = z.object({ ref: appealRef })

/** What a stranger may see of any appeal: category, stage, and a place rounded to ≥ 200 m. */
export const neighbourItem = z.object({
  ref: appealRef,
  category: part.appealItem.shape.category,
  stage: part.stageView.shape.stage,
  /** Its township. */
  area: cityText,
  /** The middle of a field of ≥ 200 m; null where it was sent without a point. */
  place: z.object({ lng: z.number(), lat: z.number() }).nullable(),
  /** What a publisher confirmed of it stands on the public board under this reference. */
  published: z.boolean(),
})

/** What is being written: as much of it as there is. */
export const similarInput = z
  .object({
    category: z.string().max(60).nullish(),
    text: z.string().trim().max(TEXT_MAX).default(''),
    point: part.point.nullish(),
  })
  .refine(({ text, category, point }) => text.length > 0 || Boolean(category && point), { path: ['text'] })

export const similarItem = neighbourItem.extend({
  /** To the rounded place, in whole hundreds of metres; null without two points. */
  metres: z.int().nullable(),
  /** The caller's own: its code. */
  mine: z.string().nullable(),
  joinedByMe: z.boolean(),
})

/** Whoever has joined is told a little more: since when it is known, and how many have it, too. */
export const joinedItem = neighbourItem.extend({
  submittedAt: part.instant,
  joined: z.int(),
  joinedAt: part.instant,
  /** There is a result, and the caller has not said yet whether it is solved for them. */
  asks: z.boolean(),
  /** What the caller said of the present result. */
  answer: z.enum(SOLVED_ANSWERS).nullable(),
  /** Over without a result: declined, or taken back. */
  ended: z.boolean(),
})

/** One that the caller joined, with its four stages. */
export const joinedView = joinedItem.extend({ stages: z.array(part.stageView) })

export const joinInputs = {
  join: refInput,
  joined: part.listInput,
  answerJoined: refInput.extend({ solved: z.enum(SOLVED_ANSWERS) }),
}

/** The answer to joining and to answering; the same again for the same key. */
export const joinReceipt = z.object({ ref: appealRef, joined: z.int(), at: part.instant })
