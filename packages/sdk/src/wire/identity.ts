import type { z } from 'zod'
import type {
  exchangedTicket,
  exchangeTicketInput,
  hostAppView,
  hostTicket,
  me,
  newPlace,
  noticeSchema,
  persona,
  roleView,
  savedPlace,
  signedIn,
  startedTicket,
  startTicketInput,
  uploadedFile,
} from '@civicgrid/contracts'

/** A role as its holder reads it. */
export type Role = z.output<typeof roleView>
/** Who the session speaks for. */
export type Me = z.output<typeof me>
/** A way in by the demo door. */
export type Persona = z.output<typeof persona>
/** A session that was just opened. */
export type SignedIn = z.output<typeof signedIn>
/** A place that a resident returns to, before it is kept. WGS-84. */
export type NewPlace = z.input<typeof newPlace>
/** A kept place. */
export type SavedPlace = z.output<typeof savedPlace>
/** A kept photo, with what the phone had written into it, for its sender alone. */
export type UploadedFile = z.output<typeof uploadedFile>
/** An app whose people may come in by a ticket. */
export type HostAppInfo = z.output<typeof hostAppView>
/** What a page asks a challenge for. */
export type StartTicketInput = z.input<typeof startTicketInput>
/** What the host has to ask its ticket with. */
export type StartedTicket = z.output<typeof startedTicket>
/** A ticket, and the secret of the page that it was asked for. */
export type ExchangeTicketInput = z.input<typeof exchangeTicketInput>
/** A session that a ticket opened. */
export type ExchangedTicket = z.output<typeof exchangedTicket>
/** What a host's backend is given for somebody whom it has signed in. */
export type HostTicket = z.output<typeof hostTicket>

/** Whom to tell by WeChat of an answer to which appeal. */
export type TellMeInput = z.input<typeof noticeSchema.tellMeInput>
