import type { z } from 'zod'
import type {
  answerItem,
  boardInput,
  boardItem,
  boardNearInput,
  boardView,
  linkedView,
  publishDraft,
  rateLinkedInput,
  residentInputs,
  staffInputs,
} from '@civicgrid/contracts'

/** One line of the public board: nothing but what a publisher confirmed. */
export type PublicItem = z.output<typeof boardItem>
/** One published appeal, whole. */
export type PublicAppeal = z.output<typeof boardView>
export type PublicListInput = z.input<typeof boardInput>
export type PublicNearInput = z.input<typeof boardNearInput>
/** What was answered before to a question like this. */
export type PublicAnswer = z.output<typeof answerItem>
/** What a publisher begins with: proposed texts, and photos that are off unless ticked. */
export type PublishDraft = z.output<typeof publishDraft>
export type PublishInput = z.input<typeof staffInputs.publish>
export type UnpublishInput = z.input<typeof staffInputs.unpublish>
export type PassContentInput = z.input<typeof staffInputs.passContent>
export type SettlePressureInput = z.input<typeof staffInputs.settlePressure>
export type ReportPressureInput = z.input<typeof residentInputs.reportPressure>
/** What the holder of a rating link is shown. */
export type LinkedAppeal = z.output<typeof linkedView>
export type RateLinkedInput = z.input<typeof rateLinkedInput>
