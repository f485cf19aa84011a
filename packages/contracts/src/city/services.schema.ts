import { z } from 'zod'
import { APPEAL_KINDS } from '../appeals/appeal.constants.ts'
import { EMERGENCY_NUMBERS, TEMPLATE_FIELD_TYPES } from './city.constants.ts'
import { cityText, code, limit, phoneNumber } from './text.schema.ts'

/** Limits by stage. `result` runs from the first dispatch; `accept` from the sending. */
const limits = z.strictObject({
  accept: limit.optional(),
  firstContact: limit,
  result: limit,
  review: limit,
})

/** `kinds.json`: the machine's six kinds in the city's words; a kind may set shorter or longer limits of its own. */
export const kindsFile = z
  .array(
    z.strictObject({
      code: z.enum(APPEAL_KINDS),
      name: cityText,
      /** One line that tells a resident when to choose it. */
      hint: cityText,
      limits: limits.partial().optional(),
    }),
  )
  .length(APPEAL_KINDS.length)
export type CityKind = z.infer<typeof kindsFile>[number]

const leaf = z.strictObject({
  code,
  name: cityText,
  /** What residents write when they mean this: searched, and used to classify. */
  words: z.array(z.string().trim().min(1)).min(1),
  kinds: z.array(z.enum(APPEAL_KINDS)).min(1),
  limits,
  photoRequired: z.boolean(),
  /** A result is looked at on the spot before it reaches the resident. */
  verifyOnSite: z.boolean(),
  /** Finder, handler and verifier are three people (巡办分离). */
  separatePeople: z.boolean(),
  /** Hours count: the page shows the emergency number before the form. */
  urgent: z.boolean(),
  emergency: z.enum(EMERGENCY_NUMBERS).optional(),
})

/** `categories.json`: groups, each with its leaves; an appeal always has a leaf. */
export const categoriesFile = z
  .array(
    z.strictObject({
      code,
      name: cityText,
      /** Name of an icon that the faces know. */
      icon: code,
      leaves: z.array(leaf).min(1),
    }),
  )
  .min(1)
export type CategoryGroup = z.infer<typeof categoriesFile>[number]
export type CategoryLeaf = z.infer<typeof leaf>

/**
 * `ownership.json`: who owns category × area. `category` is a leaf, a group or `*`; `area` narrows a
 * rule to an area and everything below it. The owner is a body by its code, or `level`: the township,
 * community or grid body of the place's own area at that level.
 */
export const ownershipFile = z
  .array(
    z.strictObject({
      category: z.union([code, z.literal('*')]),
      area: code.optional(),
      owner: z.union([z.strictObject({ body: code }), z.strictObject({ level: code })]),
    }),
  )
  .min(1)
export type OwnershipRule = z.infer<typeof ownershipFile>[number]

/** `grounds.json`: the fixed lists that a decision must choose from. */
export const groundsFile = z.strictObject({
  decline: z
    .array(
      z.strictObject({
        code,
        name: cityText,
        /** The lawful way to go instead (法定途径告知), told to the resident. */
        lawfulWay: cityText,
        phone: phoneNumber.optional(),
      }),
    )
    .min(1),
  bounce: z.array(z.strictObject({ code, name: cityText })).min(1),
  extension: z.array(z.strictObject({ code, name: cityText })).min(1),
})
export type Grounds = z.infer<typeof groundsFile>

const field = z.strictObject({
  code,
  label: cityText,
  type: z.enum(TEMPLATE_FIELD_TYPES),
  required: z.boolean(),
  choices: z
    .array(z.strictObject({ code, name: cityText }))
    .min(2)
    .optional(),
})

/** `templates.json` (预制化主题工单模板): a form for what is asked most; `{field}` in the skeleton is what was filled in. */
export const templatesFile = z.array(
  z.strictObject({
    code,
    name: cityText,
    category: code,
    kind: z.enum(APPEAL_KINDS),
    skeleton: cityText,
    fields: z.array(field).min(1),
  }),
)
export type AppealTemplate = z.infer<typeof templatesFile>[number]
