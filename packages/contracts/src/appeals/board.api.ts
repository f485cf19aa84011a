import { z } from 'zod'
import { cityText } from '../city/text.schema.ts'
import { PERSONAL_KINDS } from '../redaction/redaction.ts'
import { OUTCOMES, SATISFACTIONS, SOLVED_ANSWERS, TEXT_MAX } from './appeal.constants.ts'
import { PUBLIC_PLACES } from './appeal.publication.types.ts'
import * as part from './appeal.schema.ts'

/** Inputs and outputs of the public board, of the publisher's desk, and of rating by a link. */

const categoryName = part.appealItem.shape.category

/** What strangers call an appeal. */
export const ref = z.string().min(1).max(40)

export const boardInput = part.listInput.extend({
  /** A category or a whole group of them. */
  category: z.string().max(60).nullish(),
  /** An area with everything below it. */
  areaCode: z.string().max(40).nullish(),
})

/** One line of the board: nothing but what a publisher confirmed. */
export const boardItem = z.object({
  ref: z.string(),
  category: categoryName,
  area: cityText,
  /** The first 80 characters. */
  excerpt: z.string(),
  outcome: z.enum(OUTCOMES),
  submittedAt: part.instant,
  answeredAt: part.instant,
  publishedAt: part.instant,
  /** Where it may be shown; `exact` false: rounded to ≥ 200 m. */
  point: z.object({ lng: z.number(), lat: z.number(), exact: z.boolean() }).nullable(),
  photo: part.photoView.nullable(),
  /** There are photos of before and after. */
  hasPairs: z.boolean(),
})

export const boardView = boardItem.omit({ excerpt: true, photo: true, hasPairs: true }).extend({
  text: z.string(),
  reply: z.string().nullable(),
  photos: z.array(part.photoView),
  pairs: z.array(z.object({ before: part.photoView, after: part.photoView })),
})

export const boardNearInput = z.object({ point: part.point, limit: z.int().min(1).max(50).default(20) })

/** What somebody is about to ask, in their own words. */
export const answersInput = z.object({ words: z.string().trim().min(2).max(TEXT_MAX) })
export const answerItem = z.object({
  ref: z.string(),
  category: categoryName,
  excerpt: z.string(),
  reply: z.string(),
  outcome: z.enum(OUTCOMES),
  answeredAt: part.instant,
})

const proposed = z.object({
  original: z.string(),
  /** The same without what was found. */
  proposed: z.string(),
  found: z.array(z.object({ kind: z.enum(PERSONAL_KINDS), start: z.int(), end: z.int() })),
})

/** What a publisher begins with: nothing of it is public before they confirm it. */
export const publishDraft = z.object({
  text: proposed,
  reply: proposed.nullable(),
  /** All off unless ticked; `before`: the resident's, else of whoever handled it. */
  photos: z.array(part.photoView.extend({ before: z.boolean() })),
  /** How exactly the place may be shown. */
  places: z.array(z.enum(PUBLIC_PLACES)),
  /** As it stands on the board now. */
  published: z
    .object({
      text: z.string(),
      reply: z.string().nullable(),
      pictures: z.array(z.string()),
      pairs: z.array(z.object({ before: z.string(), after: z.string() })),
      place: z.enum(PUBLIC_PLACES),
    })
    .nullable(),
})

export const linkInput = z.object({ token: z.string().min(1).max(200) })

/** What the holder of a rating link is shown: of this one appeal, and nothing that says whose it is. */
export const linkedView = z.object({
  category: categoryName,
  submittedAt: part.instant,
  answeredAt: part.instant,
  outcome: z.enum(OUTCOMES),
  reply: z.string().nullable(),
  expiresAt: part.instant,
  rated: z.boolean(),
})

export const rateLinkedInput = linkInput.extend({
  satisfaction: z.enum(SATISFACTIONS),
  solved: z.enum(SOLVED_ANSWERS),
  text: z
    .string()
    .trim()
    .max(TEXT_MAX)
    .nullish()
    .transform((text) => text || null),
})
export const rateLinkedOutput = z.object({ at: part.instant })
