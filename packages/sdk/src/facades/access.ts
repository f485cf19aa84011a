import type { CallOptions, Caller, CommandOptions } from '../transport/caller.types.ts'
import type * as wire from '../wire/access.ts'
import type { OnStaff, StaffReceipt } from '../wire/administration.ts'
import { commandsOf } from './commands.ts'

type Does<Input, Output> = (input: Input, options?: CommandOptions) => Promise<Output>

/**
 * How staff comes in. The browser gets its cookie; no token reaches the page.
 * @throws CivicError SIGN_IN_FAILED, LOCKED_OUT with retryAfterMs, INVITATION_INVALID
 */
export interface StaffAccessFacade {
  ways(options?: CallOptions): Promise<wire.StaffWays>
  openInvitation: Does<{ token: string }, wire.StaffInvitation>
  askInvitedPasskey: Does<{ token: string }, wire.PasskeyAsk>
  acceptInvitation: Does<wire.AcceptInvitationInput, wire.AcceptedInvitation>
  password: Does<wire.PasswordInput, wire.FactorAsk>
  factor: Does<wire.FactorInput, wire.CameIn>
  askPasskey(options?: CommandOptions): Promise<wire.PasskeyAsk>
  passkey: Does<wire.PasskeyProof, wire.CameIn>
  own(options?: CallOptions): Promise<wire.OwnWays>
  /** Proves once more who sits here; good for ten minutes. */
  stepUp: Does<wire.StepUpInput, { done: true }>
  /**
   * One's own; other devices are signed out. Asks for a proof of just now, as the two below.
   * @throws CivicError SIGN_IN_FAILED with fields.current, BAD_INPUT with fields.password
   */
  changePassword: Does<wire.ChangePasswordInput, { done: true }>
  askOwnPasskey(options?: CommandOptions): Promise<wire.PasskeyAsk>
  addPasskey: Does<wire.NewPasskey, { done: true }>
  /** Other devices are signed out. @throws CivicError NOT_ALLOWED_NOW for the last one, where there is no authenticator */
  removePasskey(id: string, options?: CommandOptions): Promise<{ done: true }>
  /** For administrators, as all below. @throws CivicError SAME_PERSON, FORBIDDEN, STEP_UP_REQUIRED */
  invite: Does<wire.InviteInput, wire.InvitedStaff>
  /** Whom the city's own identity means. */
  linkSubject: Does<wire.LinkSubjectInput, StaffReceipt>
  unlinkSubject: Does<OnStaff, StaffReceipt>
}

export const staffAccessFacade = (call: Caller): StaffAccessFacade => ({
  ...commandsOf(call, 'staffAccess', [
    'openInvitation',
    'askInvitedPasskey',
    'acceptInvitation',
    'stepUp',
    'changePassword',
    'addPasskey',
    'invite',
    'linkSubject',
    'unlinkSubject',
  ]),
  ways: (options) => call.query('staffAccess.ways', undefined, options),
  password: (input, options) => call.command('staffAccess.passwordSignIn', input, options),
  factor: (input, options) => call.command('staffAccess.factorSignIn', input, options),
  askPasskey: (options) => call.command('staffAccess.askPasskey', undefined, options),
  passkey: (input, options) => call.command('staffAccess.passkeySignIn', input, options),
  own: (options) => call.query('staffAccess.own', undefined, options),
  askOwnPasskey: (options) => call.command('staffAccess.askOwnPasskey', undefined, options),
  removePasskey: (id, options) => call.command('staffAccess.removePasskey', { id }, options),
})
