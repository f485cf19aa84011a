import { z } from 'zod'
import { APPEAL_KINDS, OUTCOMES, STAFF_ROLES } from '../appeals/appeal.constants.ts'
import { BODY_KINDS, PLACE_KINDS } from './city.constants.ts'
import { cityText, code, latitude, longitude, phoneNumber } from './text.schema.ts'

const body = z.strictObject({
  code,
  name: cityText,
  kind: z.enum(BODY_KINDS),
  /** Published number, if any. */
  phone: phoneNumber.optional(),
  /** Areas it serves; each stands for everything below it. */
  areas: z.array(code).min(1),
  /** Its seats are outsourced, or it is a property company: it never sees who complained. */
  outsourced: z.literal(true).optional(),
})
export type Body = z.infer<typeof body>

/** `bodies.json`: named ones, and one for each area of a level (`{area}` is its name, `{parent}` that of the area above; the code is `<prefix>-<area>`). */
export const bodiesFile = z.strictObject({
  bodies: z.array(body).min(1),
  perArea: z.array(z.strictObject({ level: code, kind: z.enum(BODY_KINDS), prefix: code, name: cityText })),
})

const persona = z.strictObject({
  code,
  name: cityText,
  title: cityText,
  role: z.enum(STAFF_ROLES),
  /** The area it holds for, with everything below. */
  area: code,
  body: code.optional(),
})
export type StaffPersona = z.infer<typeof persona>

/** `staff.json`: the demo's named personas, and how many unnamed colleagues each kind of body has. */
export const staffFile = z.strictObject({
  personas: z.array(persona).min(1),
  perBody: z.array(
    z.strictObject({
      kind: z.enum(BODY_KINDS),
      role: z.enum(STAFF_ROLES),
      count: z.int().min(1).max(20),
      title: cityText,
    }),
  ),
  /** From which names of colleagues are drawn, always the same ones. */
  names: z.strictObject({ family: z.array(cityText).min(1), given: z.array(cityText).min(1) }),
})

/** `residents.json`: the demo's personas; the numbers are of a range that is never assigned. */
export const residentsFile = z
  .array(
    z.strictObject({
      code,
      name: cityText,
      /** Who this is, in a line, for the demo door. */
      about: cityText,
      phone: z.string().regex(/^1[0-9]{10}$/, 'eleven digits'),
      elder: z.boolean(),
      place: code,
    }),
  )
  .min(1)
export type ResidentPersona = z.infer<typeof residentsFile>[number]

/** Number of a door plate, as printed beneath its code. */
export const plateNumber = z.string().regex(/^[A-Z0-9]{6,20}$/, 'capitals and digits, 6 to 20')

/** `places.json`: the gazetteer for a place told by words. WGS-84. */
export const placesFile = z
  .array(
    z.strictObject({
      code,
      name: cityText,
      kind: z.enum(PLACE_KINDS),
      /** Other words for it. */
      words: z.array(z.string().trim().min(1)),
      address: cityText,
      lng: longitude,
      lat: latitude,
      /** Number of its door plate. */
      plate: plateNumber.optional(),
    }),
  )
  .min(1)
export type Place = z.infer<typeof placesFile>[number]

/** `samples.json`: texts that the demo is seeded with. `{place}` is a place's name. */
export const samplesFile = z.strictObject({
  appeals: z.record(
    code,
    z.array(z.strictObject({ kind: z.enum(APPEAL_KINDS), text: z.string().min(5).max(4000) })).min(1),
  ),
  /** By category leaf or group, or `*`; the most exact one with the outcome is taken. */
  replies: z.record(
    z.union([code, z.literal('*')]),
    z.array(z.strictObject({ outcome: z.enum(OUTCOMES), text: z.string().min(5).max(2000) })).min(1),
  ),
  ratings: z.array(z.strictObject({ solved: z.boolean(), text: z.string().min(1).max(500) })).min(1),
})
export type Samples = z.infer<typeof samplesFile>
