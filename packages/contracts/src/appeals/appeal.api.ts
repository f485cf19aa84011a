import { z } from 'zod'
import { cityText, day } from '../city/text.schema.ts'
import {
  APPEAL_KINDS,
  APPEAL_STATUSES,
  CHANNELS,
  CONTACT_MEANS,
  CONTACT_RESULTS,
  OUTCOMES,
  QUEUES,
  SATISFACTIONS,
  SOLVED_ANSWERS,
  TEXT_MAX,
} from './appeal.constants.ts'
import { LIST_SORTS } from '../desk/desk.constants.ts'
import { CHECK_STATES } from './appeal.check.types.ts'
import { PAIRS_MAX, PUBLIC_PLACES } from './appeal.publication.types.ts'
import * as part from './appeal.schema.ts'

/** Inputs and outputs of the routers on an appeal: appeals, progress, ratings and workOrders. */

export const codeInput = z.object({ code: part.code })
const words = part.words
const optionalWords = z
  .string()
  .trim()
  .max(TEXT_MAX)
  .nullish()
  .transform((text) => text || null)
const { note, onAppeal, photos } = part

export const residentInputs = {
  /** `authority`: not one's own but what one sent by it. */
  mine: part.listInput.extend({ open: z.boolean().nullish(), authority: z.string().max(40).nullish() }),
  supplement: onAppeal.extend({ text: words, photos }),
  urge: onAppeal,
  withdraw: onAppeal.extend({ text: optionalWords }),
  rate: onAppeal.extend({
    satisfaction: z.enum(SATISFACTIONS),
    solved: z.enum(SOLVED_ANSWERS),
    text: optionalWords,
    photos,
  }),
  rehandle: onAppeal.extend({ text: words, photos }),
  /** 有人要我改评价: to a supervisor, never to whoever handled it. */
  reportPressure: onAppeal.extend({ text: optionalWords }),
}

/** 查进度 without signing in: the code, and the last four digits of the number that was left. */
export const lookUpInput = z.object({ code: part.code, phoneTail: z.string().regex(/^\d{4}$/) })
/** Where it stands and by when, and nothing that was said, nor by whom, nor where. */
export const lookUpView = part.progressView.pick({
  code: true,
  category: true,
  status: true,
  round: true,
  submittedAt: true,
  updatedAt: true,
  body: true,
  stages: true,
  promise: true,
  outcome: true,
})

/** A neighbour's view of an appeal that is not published: category, state and a place rounded to ≥ 200 m. */
export const nearInput = z.object({ point: part.point, limit: z.int().min(1).max(50).default(20) })
export const nearItem = z.object({
  ref: z.string(),
  category: part.appealItem.shape.category,
  stage: part.stageView.shape.stage,
  lng: z.number(),
  lat: z.number(),
  /** Whether one who has it, too, may say so. */
  joinable: z.boolean(),
})

/** What narrows a list or a search. */
const narrowing = z.object({
  category: z.string().max(60).nullish(),
  areaPath: z.string().max(200).nullish(),
  status: z.enum(APPEAL_STATUSES).nullish(),
  /** Who has it. */
  bodyCode: z.string().max(60).nullish(),
  overdue: z.boolean().nullish(),
  kind: z.enum(APPEAL_KINDS).nullish(),
  channel: z.enum(CHANNELS).nullish(),
  /** Received on these days of the city, the last one included; either may be left open. */
  from: day.nullish(),
  to: day.nullish(),
})

export const queueInput = part.listInput.extend({
  queue: z.enum(QUEUES),
  ...narrowing.shape,
  /** Default: what runs out first; for `all` the newest. */
  sort: z.enum(LIST_SORTS).nullish(),
})

/** A page of what is found may hold fewer than asked for, or none, and yet there is another one. */
export const searchInput = part.listInput.extend({ words: z.string().trim().min(2).max(100), ...narrowing.shape })
/** A line at the desk: beside the rest, to whom the city would send it. */
export const deskItem = part.appealItem.extend({
  owner: z.object({ code: z.string(), name: cityText }).nullable(),
})
export const queueCounts = z.array(z.object({ queue: z.enum(QUEUES), count: z.int() }))

/** One part of what may become public: the words, or a photo by its token. */
export const checkView = z.object({ part: z.string(), state: z.enum(CHECK_STATES), label: z.int().nullable() })

/** One order as staff sees it: the resident's view, the inside of the timeline, the clocks and the proposed owner. */
export const workOrderView = part.progressView.extend({
  clocks: z.array(part.clockView),
  owner: z.object({ code: z.string(), name: cityText, why: cityText }).nullable(),
  bodyCode: z.string().nullable(),
  responsible: cityText.nullable(),
  bounced: z.array(cityText),
  extension: z.object({ reason: cityText, days: z.int(), requestedAt: part.instant }).nullable(),
  extensionDaysLeft: z.int(),
  rules: z.object({ verifyOnSite: z.boolean(), photoRequired: z.boolean(), departmentDuty: z.boolean() }),
  /** How far the check of what came from the mini-program is, part by part; null where nothing of it needs one. */
  checks: z.array(checkView).nullable(),
  /** Whether there is a contact at all; reading it is `viewContact`, which leaves an event. */
  hasContact: z.boolean(),
})

export const contactView = z.object({
  name: z.string().nullable(),
  phone: z.string().nullable(),
  /** Whom the sender spoke for. */
  onBehalfOf: part.progressView.shape.onBehalfOf,
  /** Who sent it in their place, by an authority. */
  agent: z.object({ name: z.string().nullable(), phone: z.string().nullable() }).nullable(),
  receipt: part.receipt,
})

export const staffInputs = {
  accept: onAppeal,
  decline: onAppeal.extend({ ground: z.string().max(60), text: words }),
  classify: onAppeal.extend({ kind: z.enum(APPEAL_KINDS), category: z.string().min(1).max(60) }),
  answer: onAppeal.extend({ outcome: z.enum(OUTCOMES).default('explained'), text: words, photos }),
  dispatch: onAppeal.extend({ bodyCode: z.string().max(60), note }),
  take: onAppeal,
  bounce: onAppeal.extend({ ground: z.string().max(60), note }),
  ruleBounce: onAppeal.extend({ uphold: z.boolean(), note }),
  requestExtension: onAppeal.extend({ reason: z.string().max(60), days: z.int().min(1).max(365), note }),
  ruleExtension: onAppeal.extend({ grant: z.boolean(), note }),
  contact: onAppeal.extend({
    result: z.enum(CONTACT_RESULTS),
    means: z.enum(CONTACT_MEANS).default('phone'),
    agreedAt: part.instant.nullish(),
    note,
  }),
  viewContact: onAppeal,
  giveFeedback: onAppeal.extend({ outcome: z.enum(OUTCOMES), text: words, photos }),
  verifyOnSite: onAppeal.extend({ passed: z.boolean(), photos, note }),
  reviewFeedback: onAppeal.extend({ pass: z.boolean(), note }),
  archive: onAppeal,
  publish: onAppeal.extend({
    text: words,
    reply: optionalWords,
    /** Photos of this appeal, each ticked. */
    pictures: photos,
    pairs: z
      .array(z.object({ before: part.photoToken, after: part.photoToken }))
      .max(PAIRS_MAX)
      .default([]),
    place: z.enum(PUBLIC_PLACES).default('rounded'),
  }),
  /** Staff has a ground from the list; a resident's own has none. */
  unpublish: onAppeal.extend({ ground: z.string().max(60).nullish(), note }),
  /** Why somebody who has looked lets through what WeChat did not. */
  passContent: onAppeal.extend({ text: words }),
  settlePressure: onAppeal.extend({ text: optionalWords }),
}
