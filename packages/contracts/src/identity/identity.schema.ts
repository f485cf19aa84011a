import { z } from 'zod'
import { STAFF_ROLES } from '../appeals/appeal.constants.ts'
import { cityText } from '../city/text.schema.ts'
import { REALMS } from '../http/headers.ts'

/** A role as its holder and the desk read it. */
export const roleView = z.object({
  role: z.enum(STAFF_ROLES),
  areaPath: z.string(),
  bodyCode: z.string().nullable(),
})
export type RoleView = z.infer<typeof roleView>

/** Who the session speaks for. No ids: they never leave the server. */
export const me = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('guest') }),
  z.object({
    kind: z.literal('resident'),
    /** Tells accounts of one device apart, for what is kept there: always the same for one account, and no id. */
    account: z.string(),
    name: z.string(),
    /** `138****5678`; null where none is known. */
    phone: z.string().nullable(),
    jurisdiction: z.string(),
  }),
  z.object({
    kind: z.literal('staff'),
    /** As a resident's: two people of one name are two. */
    account: z.string(),
    name: z.string(),
    roles: z.array(roleView),
  }),
])
export type Me = z.infer<typeof me>

/** A way in by the demo door: `operator`, `resident-li` … whatever the seed made. */
export const persona = z.object({
  persona: z.string(),
  realm: z.enum(REALMS),
  name: cityText,
  /** Who this is, in a line; for staff, the title. */
  about: cityText,
  /** Empty for residents. */
  roles: z.array(roleView),
})
export type Persona = z.infer<typeof persona>

export const demoSignInInput = z.object({ persona: z.string().min(1).max(64) })

/** `token` is for clients without cookies, sent as `authorization: Bearer …`; browsers have got a cookie besides. */
export const signedIn = z.object({
  realm: z.enum(REALMS),
  token: z.string(),
  /** ISO UTC. */
  expiresAt: z.string(),
  me,
})
export type SignedIn = z.infer<typeof signedIn>
