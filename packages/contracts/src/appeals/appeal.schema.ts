import { z } from 'zod'
import { EXTERNAL_ID_PATTERN } from '../integrations/integration.constants.ts'
import { REFERENCE_SYSTEMS } from '../city/city.constants.ts'
import { cityText } from '../city/text.schema.ts'
import {
  ACTOR_ROLES,
  APPEAL_KINDS,
  CHANNELS,
  CLOCK_STAGES,
  CONTACT_MEANS,
  CONTACT_PREFERENCES,
  CONTACT_RESULTS,
  NOTE_MAX,
  OUTCOMES,
  PERSON_NAME_MAX,
  PHOTOS_MAX,
  RECORDINGS_MAX,
  RELATION_MAX,
  SATISFACTIONS,
  SHOWN_PLACES,
  SOLVED_ANSWERS,
  TEXT_MAX,
} from './appeal.constants.ts'
import { STAGES, STEP_STATES, STEPS } from './appeal.steps.ts'

/**
 * The parts that inputs and outputs of an appeal are made of. On the wire: instants are ISO UTC, enums are text,
 * points are WGS-84 unless they say otherwise, longitude first. A client does not check what comes out: a value of
 * tomorrow still renders in a client of today.
 */
export const instant = z.iso.datetime()
export const code = z.string().min(1).max(40).describe('public appeal code; hyphens and case do not matter')
export const photoToken = z.string().min(16).max(64).describe('token of an uploaded file')
export const photos = z.array(photoToken).max(PHOTOS_MAX).default([])
export const words = z.string().trim().min(1).max(TEXT_MAX)
export const note = z
  .string()
  .trim()
  .max(NOTE_MAX)
  .nullish()
  .transform((text) => text || null)

export const point = z.object({
  lng: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
  crs: z.enum(REFERENCE_SYSTEMS).default('WGS-84'),
  /** Metres. */
  accuracy: z.number().nonnegative().nullish(),
})

/** Where the problem is: a point, or words with the area they are in, or both. */
export const place = z
  .object({
    point: point.nullish(),
    areaCode: z.string().max(40).nullish(),
    address: z.string().trim().max(200).nullish(),
  })
  .refine(({ point: at, areaCode }) => Boolean(at ?? areaCode), { message: 'place', path: ['point'] })

export const contact = z.object({
  name: z.string().trim().max(40).nullish(),
  /** Digits as dialled in China: a mobile number or one with an area code. */
  phone: z
    .string()
    .trim()
    .regex(/^(\+86)?[0-9-]{5,18}$/)
    .nullish(),
})

/** Whom an appeal is sent for, when not for oneself (代办). */
export const onBehalfOf = z.object({
  name: z.string().trim().min(1).max(PERSON_NAME_MAX),
  relation: z.string().trim().max(RELATION_MAX).nullish(),
})

export const submitInput = z.object({
  kind: z.enum(APPEAL_KINDS),
  category: z.string().min(1).max(60),
  text: words,
  place,
  photos,
  /** The handler does not see who sent it. */
  anonymous: z.boolean().default(false),
  /** The resident agrees to publication after redaction. */
  consent: z.boolean().default(false),
  contact: contact.nullish(),
  /** When it happened, if not now; never in the future. */
  occurredAt: instant.nullish(),
  /** How the sender wishes to be reached; `any` unless they say so. */
  contactPreference: z.enum(CONTACT_PREFERENCES).nullish(),
  onBehalfOf: onBehalfOf.nullish(),
  /** Sent in the place of another, by this authority: it becomes theirs. Not together with `onBehalfOf`. */
  authority: z.string().max(40).nullish(),
  /** What the integration that sends it calls it: the same one again is the same appeal. Nobody else says it. */
  externalId: z.string().regex(EXTERNAL_ID_PATTERN).nullish(),
  /** How exactly the place may be shown to strangers; `exact` unless they say so. */
  shownPlace: z.enum(SHOWN_PLACES).nullish(),
  /** Tokens of uploaded audio and video. */
  recordings: z.array(photoToken).max(RECORDINGS_MAX).nullish(),
})

/** Phone intake at the desk: the caller need not have an account. */
export const registerInput = submitInput
  .omit({ authority: true, externalId: true })
  .extend({ channel: z.enum(['phone', 'desk']).default('phone') })

/** What every command answers; the same answer again for the same idempotency key. No personal data. */
export const receipt = z.object({
  code: z.string(),
  version: z.int(),
  status: z.string(),
  at: instant,
  /** The next time by which something will have happened. */
  dueAt: instant.nullable(),
})

export const photoView = z.object({
  token: z.string(),
  url: z.string(),
  thumb: z.string(),
  width: z.int(),
  height: z.int(),
})

/** Something spoken or filmed. The address expires, and answers range requests. */
export const recordingView = z.object({
  token: z.string(),
  url: z.string(),
  /** `audio/…` or `video/…`. */
  mime: z.string(),
  bytes: z.int(),
})

export const clockView = z.object({
  stage: z.enum(CLOCK_STAGES),
  startedAt: instant,
  dueAt: instant,
  doneAt: instant.nullable(),
  calendar: z.string(),
})

export const timelineEntry = z.object({
  /** Below 0: it stands beside the appeal's own log, and raised no version. */
  seq: z.int(),
  type: z.string(),
  step: z.enum(STEPS).nullable(),
  at: instant,
  actorRole: z.enum(ACTOR_ROLES).nullable(),
  /** The body a staff member acted for; people are not named to residents. */
  body: cityText.nullable(),
  /** Staff only: who it was. */
  actorName: z.string().nullable(),
  text: z.string().nullable(),
  photos: z.array(photoView),
  /** What else the event says; each only where it applies. */
  facts: z.object({
    outcome: z.enum(OUTCOMES).optional(),
    /** Text of the ground in the city's words; for a decline also the lawful way to go instead. */
    ground: cityText.optional(),
    lawfulWay: cityText.optional(),
    dueAt: instant.optional(),
    days: z.int().optional(),
    contactResult: z.enum(CONTACT_RESULTS).optional(),
    contactMeans: z.enum(CONTACT_MEANS).optional(),
    agreedAt: instant.optional(),
    satisfaction: z.enum(SATISFACTIONS).optional(),
    solved: z.enum(SOLVED_ANSWERS).optional(),
    passed: z.boolean().optional(),
    toBody: cityText.optional(),
    category: cityText.optional(),
  }),
})

export const stepView = z.object({
  step: z.enum(STEPS),
  state: z.enum(STEP_STATES),
  at: instant.nullable(),
  actorRole: z.enum(ACTOR_ROLES).nullable(),
  seq: z.int().nullable(),
})
export const stageView = z.object({ stage: z.enum(STAGES), state: z.enum(STEP_STATES), at: instant.nullable() })

/** One line of a list. */
export const appealItem = z.object({
  code: z.string(),
  kind: z.enum(APPEAL_KINDS),
  category: z.object({ code: z.string(), name: cityText }),
  status: z.string(),
  version: z.int(),
  round: z.int(),
  /** The first 80 characters. */
  excerpt: z.string(),
  place: z.string().nullable(),
  area: cityText,
  submittedAt: instant,
  updatedAt: instant,
  dueAt: instant.nullable(),
  overdue: z.boolean(),
  channel: z.enum(CHANNELS),
  body: cityText.nullable(),
  /** Where it came through an integration (经 XX 提交): its name, and to itself alone what it called it. */
  source: z.object({ name: cityText, externalId: z.string().nullable() }).nullable(),
})

/** A promise is a time: what the city owes next, and by when. */
export const promise = z.object({ stage: z.enum(CLOCK_STAGES), dueAt: instant, overdue: z.boolean() })

/** One appeal as its resident sees it. */
export const progressView = appealItem.omit({ excerpt: true }).extend({
  text: z.string(),
  point: z.object({ lng: z.number(), lat: z.number(), accuracy: z.number().nullable() }).nullable(),
  anonymous: z.boolean(),
  consent: z.boolean(),
  photos: z.array(photoView),
  recordings: z.array(recordingView),
  /** When it happened, if the sender said so. */
  occurredAt: instant.nullable(),
  contactPreference: z.enum(CONTACT_PREFERENCES),
  shownPlace: z.enum(SHOWN_PLACES),
  /** Sent for another person; whom, the sender is told here and staff by a look at the contact. */
  forAnother: z.boolean(),
  onBehalfOf: z.object({ name: z.string(), relation: z.string().nullable() }).nullable(),
  /** Somebody acts in the resident's place (代办): whom the timeline calls `agent`, and for whom; names masked, or not told. */
  acting: z.object({ agent: z.string().nullable(), principal: z.string().nullable(), self: z.boolean() }).nullable(),
  stages: z.array(stageView),
  steps: z.array(stepView),
  promise: promise.nullable(),
  outcome: z.enum(OUTCOMES).nullable(),
  reply: z
    .object({ text: z.string().nullable(), photos: z.array(photoView), at: instant, body: cityText.nullable() })
    .nullable(),
  rating: z
    .object({
      satisfaction: z.enum(SATISFACTIONS),
      solved: z.enum(SOLVED_ANSWERS),
      at: instant,
      text: z.string().nullable(),
    })
    .nullable(),
  rehandleUntil: instant.nullable(),
  timeline: z.array(timelineEntry),
  /** Commands that this caller may give now, by name. */
  allowedActions: z.array(z.string()),
})

export { list, listInput } from './list.schema.ts'

/** Every command on an appeal that stands: which one, and which version the caller saw. */
export const onAppeal = z.object({ code, expectedVersion: z.int().positive() })
