import type { CallOptions, Caller, CommandOptions } from '../transport/caller.types.ts'
import type * as wire from '../wire/grants.ts'

/** 我的授权: what a resident lets partners' systems (第三方接入) do in their name. For the city's own pages. */
export interface GrantsFacade {
  /** Who asks for what. @throws CivicError NOT_FOUND for a request that is over, or began in another browser */
  request(uid: string, options?: CallOptions): Promise<wire.GrantRequest>
  /** @throws CivicError NOT_FOUND; SCOPE_MISSING where the city has ended what was asked for meanwhile */
  agree(uid: string, options?: CommandOptions): Promise<wire.GrantAnswer>
  refuse(uid: string, options?: CommandOptions): Promise<wire.GrantAnswer>
  /** The newest first, also those that are over. */
  list(options?: CallOptions): Promise<wire.Grant[]>
  /** Ends one at once, with its tokens and its streams. */
  undo(ref: string, options?: CommandOptions): Promise<wire.Grant>
}

export const grantsFacade = (call: Caller): GrantsFacade => ({
  request: (uid, options) => call.query('consents.request', { uid }, options),
  agree: (uid, options) => call.command('consents.agree', { uid }, options),
  refuse: (uid, options) => call.command('consents.refuse', { uid }, options),
  list: async (options) => (await call.query('consents.list', undefined, options)).items,
  undo: (ref, options) => call.command('consents.undo', { ref }, options),
})
