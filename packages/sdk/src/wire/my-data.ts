import type { z } from 'zod'
import type { myDataSchema } from '@civicgrid/contracts'

/** A look at a contact that one left. */
export type ContactLook = z.output<typeof myDataSchema.look>
/** Something one agreed to, or took back, and the version of the words that asked. */
export type Consent = z.output<typeof myDataSchema.consent>
export type MyDataInput = z.input<typeof myDataSchema.pageInput>
/** What stays by law, what is open, and whether the end of the account was asked for. */
export type AccountDeletion = z.output<typeof myDataSchema.deletionView>
export type DeleteAccountInput = z.input<typeof myDataSchema.deleteInput>
export type DeletedAccount = z.output<typeof myDataSchema.deletionReceipt>
export type CopyInput = z.input<typeof myDataSchema.copyInput>
/** Where an archive of everything about oneself is fetched, once, until then. */
export type DataCopy = z.output<typeof myDataSchema.copyView>
