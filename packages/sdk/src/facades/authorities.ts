import { pagesOf, type Pages } from '../pages.ts'
import type { CallOptions, Caller, CommandOptions } from '../transport/caller.types.ts'
import type * as wire from '../wire/authorities.ts'
import { commandsOf } from './commands.ts'

/**
 * 代办: one person lets another act for them. Who holds one names it where they send (`appeals.submit({ authority })`) and
 * where they list (`appeals.mine({ authority })`); on what they sent by it they act as on their own.
 */
export interface AuthoritiesFacade {
  /** Those that the caller has given or holds, the newest first; `side` says which. */
  list(options?: CallOptions): Promise<wire.Authority[]>
  get(ref: string, options?: CallOptions): Promise<wire.AuthorityDetails>
  /** Gives one: hand the code to whoever is to act. @throws CivicError BAD_INPUT, RATE_LIMITED; NOT_ALLOWED_NOW where the city has none */
  offer(input: wire.OfferAuthorityInput, options?: CommandOptions): Promise<wire.AuthorityCode>
  /** What a code stands for. @throws CivicError CODE_INVALID, NOT_FOUND */
  open(code: string, options?: CommandOptions): Promise<wire.OfferedAuthority>
  /** Takes it up. @throws CivicError CODE_INVALID, NOT_FOUND; SAME_PERSON for who gave it */
  accept(code: string, options?: CommandOptions): Promise<wire.AuthorityReceipt>
  /** By a signed paper, for somebody without a way in; holds once staff has looked. Photos go first, by `files.upload`. */
  request(input: wire.RequestAuthorityInput, options?: CommandOptions): Promise<wire.AuthorityReceipt>
  /** Ends it at once, by the word of either. */
  end(ref: string, options?: CommandOptions): Promise<wire.AuthorityReceipt>
}

/** 代办 at the desk. @throws CivicError NOT_FOUND beyond the caller's reach, FORBIDDEN, VERSION_CONFLICT */
export interface AuthorityDeskFacade {
  list(filter?: Omit<wire.AuthorityListInput, 'cursor'>, options?: CallOptions): Pages<wire.DeskAuthority>
  get(ref: string, options?: CallOptions): Promise<wire.DeskAuthorityDetails>
  /** What somebody says in person who has no way in of their own. */
  witness(input: wire.WitnessInput, options?: CommandOptions): Promise<wire.AuthorityCode>
  /** The paper and both names; both read that somebody looked. */
  viewEvidence(input: wire.OnAuthority, options?: CommandOptions): Promise<wire.AuthorityEvidence>
  /** @throws CivicError NOT_ALLOWED_NOW for who has not looked at the paper */
  approve(input: wire.OnAuthority, options?: CommandOptions): Promise<wire.AuthorityReceipt>
  refuse(input: wire.RefuseAuthorityInput, options?: CommandOptions): Promise<wire.AuthorityReceipt>
  renew(input: wire.RenewAuthorityInput, options?: CommandOptions): Promise<wire.AuthorityReceipt>
  end(ref: string, options?: CommandOptions): Promise<wire.AuthorityReceipt>
}

export const authoritiesFacade = (call: Caller): AuthoritiesFacade => ({
  list: async (options) => (await call.query('authorities.list', undefined, options)).items,
  get: (ref, options) => call.query('authorities.get', { ref }, options),
  ...commandsOf(call, 'authorities', ['offer', 'request']),
  open: (code, options) => call.command('authorities.open', { code }, options),
  accept: (code, options) => call.command('authorities.accept', { code }, options),
  end: (ref, options) => call.command('authorities.end', { ref }, options),
})

export const authorityDeskFacade = (call: Caller): AuthorityDeskFacade => ({
  ...commandsOf(call, 'authorityDesk', ['witness', 'viewEvidence', 'approve', 'refuse', 'renew']),
  list: (filter, options) =>
    pagesOf((cursor, own) => call.query('authorityDesk.list', { ...filter, cursor }, own), options),
  get: (ref, options) => call.query('authorityDesk.get', { ref }, options),
  end: (ref, options) => call.command('authorityDesk.end', { ref }, options),
})
