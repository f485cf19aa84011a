import { z } from 'zod'
import { LIMIT_UNITS } from '../clock/clock.ts'

/** Codes are ASCII, so that they may stand in paths, addresses and file names. */
export const code = z.string().regex(/^[a-zA-Z][a-zA-Z0-9-]{0,39}$/, 'a code: ASCII letters, digits and -, 40 at most')

const words = z.string().trim().min(1, 'an empty text')

/** A text in every language of the faces. */
export const cityText = z.strictObject({ 'zh-CN': words, en: words })

/** Calling a number that the city publishes: 12345, 110, 0512-5555 1234. */
export const phoneNumber = z.string().regex(/^[0-9][0-9 -]{1,18}[0-9]$/, 'a phone number')

export const limit = z.strictObject({
  amount: z.int().min(1).max(1000),
  unit: z.enum(LIMIT_UNITS),
})

export const day = z.iso.date()
export const longitude = z.number().min(-180).max(180)
export const latitude = z.number().min(-90).max(90)
export const position = z.tuple([longitude, latitude])
