import type { z } from 'zod'
import type { authoritySchema } from '@civicgrid/contracts'

/** One person lets another act for them: one of those that the caller has given or holds. */
export type Authority = z.output<typeof authoritySchema.authorityItem>
/** One of them with what happened to it. */
export type AuthorityDetails = z.output<typeof authoritySchema.authorityView>
/** What a code stands for, before it is taken up. */
export type OfferedAuthority = z.output<typeof authoritySchema.offeredAuthority>
export type AuthorityReceipt = z.output<typeof authoritySchema.authorityReceipt>
/** The code goes from the person to whoever is to act for them. */
export type AuthorityCode = z.output<typeof authoritySchema.authorityCode>
export type OfferAuthorityInput = z.input<(typeof authoritySchema.authorityInputs)['offer']>
export type RequestAuthorityInput = z.input<(typeof authoritySchema.authorityInputs)['request']>

/** The same as staff sees it: names masked. */
export type DeskAuthority = z.output<typeof authoritySchema.deskAuthority>
export type DeskAuthorityDetails = z.output<typeof authoritySchema.deskAuthorityView>
/** A paper and both names; looking is an event that both read. */
export type AuthorityEvidence = z.output<typeof authoritySchema.evidenceView>
export type AuthorityListInput = z.input<(typeof authoritySchema.authorityDeskInputs)['list']>
export type WitnessInput = z.input<(typeof authoritySchema.authorityDeskInputs)['witness']>
export type OnAuthority = z.input<(typeof authoritySchema.authorityDeskInputs)['approve']>
export type RefuseAuthorityInput = z.input<(typeof authoritySchema.authorityDeskInputs)['refuse']>
export type RenewAuthorityInput = z.input<(typeof authoritySchema.authorityDeskInputs)['renew']>
