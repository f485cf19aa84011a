import type { z } from 'zod'
import type {
  phoneSchema,
  sessionSchema,
  signInSchema,
  staffSchema,
  waySchema,
  wechatSchema,
} from '@civicgrid/contracts'

/** A device on which one is signed in. */
export type Device = z.output<typeof sessionSchema.device>
/** What a client without cookies keeps: a short access token, and the refresh token for the next pair. */
export type SessionPair = z.output<typeof sessionSchema.sessionPair>

/** How residents may come in here, beside the city’s apps. */
export type OfferedWays = z.output<typeof waySchema.offered>
/** One’s own ways in, and what happened to them. */
export type ResidentWays = z.output<typeof waySchema.ownWays>
/** A code is on its way; `step` goes back with it. */
export type SentCode = z.output<typeof phoneSchema.sentCode>
export type SentOwnCode = z.output<typeof phoneSchema.sentOwnCode>
export type PhoneSignInInput = z.input<(typeof phoneSchema.inputs)['signIn']>
/** The number, and the code that was sent to it. */
export type PhoneProof = z.input<(typeof phoneSchema.inputs)['link']>
export type CodeProof = z.input<(typeof phoneSchema.inputs)['stepUp']>
/** Who came in, and the pair of a client without cookies. */
export type OpenedSession = z.output<typeof phoneSchema.openedSession>

/** Who came in by WeChat; or `link`, where nobody’s account is known to it yet. */
export type WeChatSignedIn = z.output<typeof wechatSchema.byWeChat>
export type WeChatPhoneInput = z.input<(typeof wechatSchema.inputs)['phoneSignIn']>
export type WeChatCodeInput = z.input<(typeof wechatSchema.inputs)['codeSignIn']>

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
export type ChangePasswordInput = z.input<(typeof signInSchema.inputs)['changePassword']>
export type NewPasskey = z.input<(typeof signInSchema.inputs)['addPasskey']>
export type StepUpInput = z.input<(typeof signInSchema.inputs)['stepUp']>
export type InviteInput = z.input<(typeof staffSchema.staffAdminInputs)['invite']>
/** The link's token, shown this once. */
export type InvitedStaff = z.output<typeof staffSchema.staffInvitation>
export type LinkSubjectInput = z.input<(typeof staffSchema.staffAdminInputs)['linkSubject']>
