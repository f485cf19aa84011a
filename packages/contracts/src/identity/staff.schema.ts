import { z } from 'zod'
import { STAFF_ROLES } from '../appeals/appeal.constants.ts'
import { instant, list, listInput } from '../appeals/appeal.schema.ts'
import { cityText } from '../city/text.schema.ts'
import { loginName } from './sign-in.schema.ts'

/** Inputs and outputs of the administration of staff. */

const ref = z.string().min(1).max(40).describe('public reference of a member of staff')
const name = z.string().trim().min(1).max(40)
const phone = z
  .string()
  .trim()
  .regex(/^[0-9 -]{3,20}$/)
  .nullish()
  .transform((given) => given || null)
const areaPath = z.string().min(2).max(200)

export const staffGrantView = z.object({
  no: z.int(),
  role: z.enum(STAFF_ROLES),
  area: z.object({ path: z.string(), name: cityText }),
  body: z.object({ code: z.string(), name: cityText }).nullable(),
  from: instant,
  until: instant.nullable(),
  state: z.enum(['holds', 'ahead', 'over']),
})

export const staffItem = z.object({
  ref,
  name: z.string(),
  phone: z.string().nullable(),
  active: z.boolean(),
  /** The caller themselves: others change what this one may do. */
  own: z.boolean(),
  area: cityText,
  grants: z.array(staffGrantView),
})
export const staffItems = list(staffItem)

export const staffView = staffItem.extend({
  version: z.int(),
  history: z.array(
    z.object({
      seq: z.int(),
      type: z.string(),
      at: instant,
      by: z.string().nullable(),
      role: z.enum(STAFF_ROLES).nullable(),
      area: cityText.nullable(),
      until: instant.nullable(),
    }),
  ),
})
export const staffReceipt = z.object({ ref, version: z.int() })

/** The link to hand over: shown this once. `token` stands in its fragment, which no server's log sees. */
export const staffInvitation = staffReceipt.extend({ token: z.string(), expiresAt: instant })

const on = z.object({ ref, expectedVersion: z.int().nonnegative() })
export const staffAdminInputs = {
  list: listInput.extend({
    words: z.string().trim().max(40).default(''),
    role: z.enum(STAFF_ROLES).nullish(),
    bodyCode: z.string().max(60).nullish(),
  }),
  get: z.object({ ref }),
  add: z.object({ name, phone, areaPath }),
  rename: on.extend({ name, phone }),
  switchOff: on,
  switchOn: on,
  grant: on.extend({
    role: z.enum(STAFF_ROLES),
    areaPath,
    bodyCode: z.string().max(60).nullish(),
    /** Now, when left out or past. */
    from: instant.nullish(),
    until: instant.nullish(),
  }),
  invite: on.extend({ loginName }),
  /** As the city's identity names the person. */
  linkSubject: on.extend({ subject: z.string().trim().min(1).max(255) }),
  unlinkSubject: on,
  endGrant: on.extend({ no: z.int().positive(), until: instant.nullish() }),
}
