import { z } from 'zod'
import { deskItem, queueInput } from '../appeals/appeal.api.ts'
import { QUEUES } from '../appeals/appeal.constants.ts'
import * as part from '../appeals/appeal.schema.ts'
import { cityText } from '../city/text.schema.ts'
import { ERROR_CODES } from '../kernel/errors.ts'
import {
  DISPATCH_MAX,
  DUE_BOARDS,
  EXPORT_COLUMNS,
  EXPORT_FORMATS,
  STANDING_MAX,
  VIEW_NAME_MAX,
} from './desk.constants.ts'

/** What a list is asked for, without where it goes on. */
export const listFilter = queueInput.omit({ cursor: true, limit: true })

/** How many orders a list holds; `more`: that many and more. */
export const listCount = z.object({ count: z.int(), more: z.boolean() })

/** How rows of a list stand by now. */
export const standingInput = z.object({ codes: z.array(part.code).min(1).max(STANDING_MAX) })
export const standingItem = deskItem.pick({ code: true, status: true, updatedAt: true, body: true })

/** A board from above: whose orders they are, and since when the oldest waits. */
export const boardInput = listFilter.omit({ queue: true, sort: true, overdue: true }).extend({
  board: z.enum(DUE_BOARDS),
})
export const boardRow = z.object({
  /** null: with nobody yet. */
  body: z.object({ code: z.string(), name: cityText }).nullable(),
  count: z.int(),
  firstDueAt: part.instant,
})
export const boardView = z.object({ rows: z.array(boardRow) })

const viewName = z.string().trim().min(1).max(VIEW_NAME_MAX)
/** A list as its address says it, kept under a name of one's own. */
export const savedView = z.object({
  name: viewName,
  queue: z.enum(QUEUES),
  query: z.record(z.string().max(20), z.string().max(200)),
})
export const viewList = z.object({ items: z.array(savedView) })
export const viewByName = z.object({ name: viewName })

/** Who else has this order open. */
export const presentInput = z.object({
  code: part.code,
  writing: z.boolean().default(false),
  leaving: z.boolean().default(false),
})
export const presentView = z.object({
  others: z.array(z.object({ name: z.string(), writing: z.boolean(), since: part.instant })),
})

const labels = z.record(z.string().max(20), z.string().max(40)).default({})
/** A list as a file. The face brings the words for heads and codes, in the language of whoever asks. */
export const exportInput = listFilter.extend({
  format: z.enum(EXPORT_FORMATS),
  locale: z.enum(['zh-CN', 'en']).default('zh-CN'),
  words: z
    .object({
      columns: z.partialRecord(z.enum(EXPORT_COLUMNS), z.string().max(40)).default({}),
      status: labels,
      kind: labels,
      channel: labels,
      overdue: z.string().max(20).default(''),
    })
    .default({ columns: {}, status: {}, kind: {}, channel: {}, overdue: '' }),
})
/** Where the file is, for its own exporter, for a few minutes. */
export const exportView = z.object({ url: z.string(), until: part.instant })

/** Several at once, each for itself: to the body named, or each to the one that the city proposes. */
export const dispatchManyInput = z.object({
  orders: z.array(part.onAppeal).min(1).max(DISPATCH_MAX),
  bodyCode: z.string().max(60).nullish(),
  note: part.note,
})
export const dispatchResult = z.object({
  code: z.string(),
  receipt: part.receipt.nullable(),
  body: cityText.nullable(),
  error: z
    .object({
      code: z.enum(ERROR_CODES),
      /** What colleagues did meanwhile. */
      events: z.array(z.object({ type: z.string(), at: part.instant, actorRole: z.string().nullable() })),
    })
    .nullable(),
})
export const dispatchManyView = z.object({ results: z.array(dispatchResult) })
