import type { z } from 'zod'
import type { sessionSchema, signInSchema, staffSchema } from '@civicgrid/contracts'

/** A device on which one is signed in. */
export type Device = z.output<typeof sessionSchema.device>
/** What a client without cookies keeps: a short access token, and the refresh token for the next pair. */
export type SessionPair = z.output<typeof sessionSchema.sessionPair>

/** How staff may come in here, beside a password and a passkey. */
export type StaffWays = z.output<typeof signInSchema.ways>
/** What an invitation is for, and the secret for the authenticator. */
export type StaffInvitation = z.output<typeof signInSchema.invitationView>
export type AcceptInvitationInput = z.input<(typeof signInSchema.inputs)['accept']>
export type AcceptedInvitation = z.output<typeof signInSchema.accepted>
/** What WebAuthn is asked; `step` goes back with its answer. */
export type PasskeyAsk = z.output<typeof signInSchema.passkeyAsk>
export type PasskeyProof = z.input<(typeof signInSchema.inputs)['passkey']>
export type PasswordInput = z.input<(typeof signInSchema.inputs)['password']>
/** The password was right; one of these proves the rest. */
export type FactorAsk = z.output<typeof signInSchema.factorAsk>
export type FactorInput = z.input<(typeof signInSchema.inputs)['factor']>
export type CameIn = z.output<typeof signInSchema.cameIn>
/** What one's own way in consists of. */
export type OwnWays = z.output<typeof signInSchema.ownWays>
export type StepUpInput = z.input<(typeof signInSchema.inputs)['stepUp']>
export type InviteInput = z.input<(typeof staffSchema.staffAdminInputs)['invite']>
/** The link's token, shown this once. */
export type InvitedStaff = z.output<typeof staffSchema.staffInvitation>
export type LinkSubjectInput = z.input<(typeof staffSchema.staffAdminInputs)['linkSubject']>
