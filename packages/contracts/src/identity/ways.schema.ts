import { z } from 'zod'

/** The ways in: those that the city offers, and those that one has. */

/** What the page of the way in offers, beside the city’s apps. */
export const offered = z.object({
  /** A code is sent to one’s number. */
  phone: z.boolean(),
  /** The city has a mini-program in WeChat. */
  wechat: z.boolean(),
})

/** One way in that a resident has. */
export const way = z.object({
  /** `phone`, `wechat`, or the code of a host app. */
  way: z.string(),
  kind: z.enum(['phone', 'wechat', 'host']),
  /** `138****5678`, of the phone alone. */
  phone: z.string().nullable(),
  /** ISO UTC; null where it was never written down. */
  since: z.string().nullable(),
})
/** Something that happened to the account itself. */
export const accountEvent = z.object({
  /** A word that may be newer than the client: `wayLinked`, `wayUnlinked` … */
  type: z.string(),
  way: z.string().nullable(),
  /** ISO UTC. */
  at: z.string(),
})
export const ownWays = z.object({
  items: z.array(way),
  /** By which a proof can be asked for, before what is sensitive. */
  stepUp: z.object({ phone: z.boolean(), hosts: z.array(z.string()) }),
  /** The last one first. */
  history: z.array(accountEvent),
})

export const unlinkInput = z.strictObject({ way: z.string().min(1).max(100) })
