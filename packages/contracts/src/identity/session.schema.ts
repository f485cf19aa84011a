import { z } from 'zod'

/** A device on which somebody is signed in, as its owner reads it. */
export const device = z.object({
  /** Names it to its owner; null for a session of before they had names, which ends with all the others. */
  id: z.string().nullable(),
  /** The one that asks. */
  current: z.boolean(),
  /** By which door; a word that may be newer than the client: `host`, `password` … */
  via: z.string(),
  hostApp: z.string().nullable(),
  /** `wechat`, `chrome` …, `other`. */
  app: z.string(),
  /** `iphone`, `windows` …, `other`. */
  system: z.string(),
  /** ISO UTC. */
  since: z.string(),
  /** To the hour. */
  seenAt: z.string(),
})
export const devices = z.object({ items: z.array(device) })

export const signOutDeviceInput = z.object({ id: z.string().min(1).max(64) })
/** `here`: the device that asks, too. */
export const signOutEverywhereInput = z.object({ here: z.boolean().default(false) })

const token = z.string().min(1).max(200)
export const renewInput = z.object({ refresh: token })
/** For clients without cookies: a short access token, and the refresh token for the next pair. */
export const sessionPair = z.object({
  access: z.string(),
  refresh: z.string(),
  /** ISO UTC. */
  expiresAt: z.string(),
  endsAt: z.string(),
})
