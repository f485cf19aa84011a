import { z } from 'zod'
import { TEXT_MAX } from '../appeals/appeal.constants.ts'
import { photoToken } from '../appeals/appeal.schema.ts'

/** What helps to write an appeal: a category for the words, words for what was spoken. */

export const proposeInput = z.object({ text: z.string().max(TEXT_MAX) })
export const proposed = z.object({
  /** The likeliest first, three at most. */
  items: z.array(z.object({ category: z.string(), share: z.number() })),
  /** Who proposed: the city's lexicon, or what it has that learns. */
  by: z.enum(['lexicon', 'learned']),
})

export const transcribeInput = z.object({ token: photoToken })
/** Null where the city writes down no speech, or could not. */
export const transcribed = z.object({ text: z.string().nullable() })
