import { z } from 'zod'
import { instant, list, listInput } from '../appeals/appeal.schema.ts'
import { BODY_KINDS } from './city.constants.ts'
import { cityText, phoneNumber } from './text.schema.ts'

/** Inputs and outputs of the administration of bodies. */

const code = z.string().min(1).max(60)
const NAME_MAX = 60
const name = cityText.refine((text) => text['zh-CN'].length <= NAME_MAX && text.en.length <= NAME_MAX, 'too long')
const phone = z
  .string()
  .trim()
  .nullish()
  .transform((given) => given || null)
  .pipe(phoneNumber.nullable())
const area = z.object({ path: z.string(), name: cityText })

export const bodyItem = z.object({
  code,
  name: cityText,
  kind: z.enum(BODY_KINDS),
  phone: z.string().nullable(),
  areas: z.array(area),
  /** Its seats are outsourced, or it is a property company: it never sees who complained. */
  outsourced: z.boolean(),
  /** Added by an administrator; else of the city's folder. */
  added: z.boolean(),
  /** Takes new work now; begins later; takes none. */
  state: z.enum(['holds', 'ahead', 'off']),
  /** From when an added one takes work. */
  from: instant.nullable(),
  /** When it takes no work, now or later. */
  off: z.object({ from: instant, until: instant.nullable() }).nullable(),
  version: z.int(),
  /** Whether the caller administers all that it serves. */
  editable: z.boolean(),
})
export const bodyItems = list(bodyItem)
export const bodyDetails = bodyItem.extend({
  history: z.array(
    z.object({
      seq: z.int(),
      type: z.string(),
      at: instant,
      by: z.string().nullable(),
      name: cityText.nullable(),
      /** Empty: taken away; null: left as it was. */
      phone: z.string().nullable(),
      from: instant.nullable(),
      until: instant.nullable(),
    }),
  ),
})

const on = z.object({ code, expectedVersion: z.int().nonnegative() })
export const bodyAdminInputs = {
  list: listInput.extend({
    words: z.string().trim().max(40).default(''),
    kind: z.enum(BODY_KINDS).nullish(),
    state: z.enum(['holds', 'ahead', 'off']).nullish(),
  }),
  get: z.object({ code }),
  add: z.object({
    name,
    phone,
    kind: z.enum(BODY_KINDS),
    areaPaths: z.array(z.string().min(2).max(200)).min(1).max(20),
    outsourced: z.boolean().default(false),
    /** Now, when left out or past. */
    from: instant.nullish(),
  }),
  change: on.extend({ name, phone }),
  switchOff: on.extend({ from: instant.nullish(), until: instant.nullish() }),
  switchOn: on,
}
export const bodyReceipt = z.object({ code, version: z.int() })
