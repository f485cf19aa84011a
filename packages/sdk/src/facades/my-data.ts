import { pagesOf, type Pages } from '../pages.ts'
import type { CallOptions, Caller, CommandOptions } from '../transport/caller.types.ts'
import type * as wire from '../wire/my-data.ts'

/** 我的数据: what is kept of the resident who is signed in. @throws CivicError UNAUTHENTICATED */
export interface MyDataFacade {
  /** Who looked at one’s contact, on all of one’s appeals, the last one first. */
  looks(filter?: Omit<wire.MyDataInput, 'cursor'>, options?: CallOptions): Pages<wire.ContactLook>
  /** What one agreed to, the last one first. */
  consents(filter?: Omit<wire.MyDataInput, 'cursor'>, options?: CallOptions): Pages<wire.Consent>
  /**
   * Everything about oneself as an archive, at an address that is good once and for minutes: the browser follows it.
   * @throws CivicError STEP_UP_REQUIRED; RATE_LIMITED beyond the copies of a day
   */
  copy(locale: wire.CopyInput['locale'], options?: CommandOptions): Promise<wire.DataCopy>
  /** What stays by law and what is open, before one decides. */
  deletion(options?: CallOptions): Promise<wire.AccountDeletion>
  /** Ends the account, after the days to think it over. @throws CivicError STEP_UP_REQUIRED, WRONG_STATE when it was asked for */
  delete(input: wire.DeleteAccountInput, options?: CommandOptions): Promise<wire.DeletedAccount>
  /** Keeps it after all. @throws CivicError NOT_FOUND where its end was not asked for */
  keep(options?: CommandOptions): Promise<void>
}

export const myDataFacade = (call: Caller, baseUrl: string): MyDataFacade => ({
  looks: (filter = {}, options) => pagesOf((cursor) => call.query('myData.looks', { ...filter, cursor }, options)),
  consents: (filter = {}, options) =>
    pagesOf((cursor) => call.query('myData.consents', { ...filter, cursor }, options)),
  async copy(locale, options) {
    const { url, until } = await call.command('myData.copy', { locale }, options)
    return { url: baseUrl + url, until }
  },
  deletion: (options) => call.query('myData.deletion', undefined, options),
  delete: (input, options) => call.command('myData.delete', input, options),
  async keep(options) {
    await call.command('myData.keep', undefined, options)
  },
})
