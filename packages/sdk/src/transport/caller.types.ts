import type { Commands, Queries } from '../wire/procedures.ts'

/** What every call takes. */
export interface CallOptions {
  /** Cancels the call and its retries; the promise rejects with the signal's reason. */
  signal?: AbortSignal
  /** Milliseconds for one attempt; 15,000 unless the client says otherwise. */
  timeoutMs?: number
}

/** What every call that changes something takes. */
export interface CommandOptions extends CallOptions {
  /**
   * 16–64 letters, digits, `-` or `_`. Made for each call and kept for its retries; pass your own to repeat a command
   * that may have been carried out before the page was closed.
   */
  idempotencyKey?: string
  /**
   * For whom it is meant: `account` of `identity.me()`. Where somebody else is signed in by the time it arrives, it is
   * not carried out and rejects with UNAUTHENTICATED; left out, it is for whoever is signed in.
   */
  account?: string
}

/** An input that may be left out where nothing in it is required. */
export type Input<T> = [T] extends [void] ? undefined : T

/** The one way from a facade to the server. */
export interface Caller {
  query<Path extends keyof Queries>(
    path: Path,
    input: Input<Queries[Path]['input']>,
    options?: CallOptions,
  ): Promise<Queries[Path]['output']>
  command<Path extends keyof Commands>(
    path: Path,
    input: Input<Commands[Path]['input']>,
    options?: CommandOptions,
  ): Promise<Commands[Path]['output']>
}
