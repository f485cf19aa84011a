import { isCivicError } from '../errors.ts'
import type { Credentials } from '../session/session.ts'
import type { Commands, Queries } from '../wire/procedures.ts'
import { withDeadline } from './abort.ts'
import { dataOf, type Outcome } from './answer.ts'
import { takeBegun, type Begun } from './begun.ts'
import { createBatch } from './batch.ts'
import type { CallOptions, Caller, CommandOptions } from './caller.types.ts'
import { newKey } from './key.ts'
import type { Link } from './link.ts'
import { retrying, type RetryOptions } from './retry.ts'

const RPC = '/trpc/'

/** Sends one command once; `credentials` are left out where nobody is signed in yet. */
export async function post<Path extends keyof Commands>(
  link: Link,
  path: Path,
  input: unknown,
  { signal, timeoutMs, idempotencyKey, account }: CommandOptions,
  credentials?: Credentials,
): Promise<Commands[Path]['output']> {
  const answer = await link(
    {
      method: 'POST',
      path: RPC + path,
      body: input === undefined ? undefined : JSON.stringify(input),
      contentType: 'application/json',
      idempotencyKey,
      account,
      signal,
      timeoutMs,
    },
    credentials,
  )
  return dataOf(answer) as Commands[Path]['output']
}

/** What the session says, and how often to try: around every call and every upload. */
export type Attempting = <T>(signal: AbortSignal | undefined, attempt: () => Promise<T>) => Promise<T>

/**
 * Retries what may pass by itself, and once more after a token that the server no longer took.
 * @param timeoutMs how long to wait for a new token
 * @param stepUp asks whoever sits there to prove once more who they are; true: they did
 */
export function attempting(
  credentials: Credentials,
  retry: RetryOptions,
  timeoutMs: number,
  stepUp?: () => Promise<boolean>,
): Attempting {
  return (signal, attempt) =>
    retrying(retry, signal, async () => {
      const { generation } = credentials
      try {
        return await attempt()
      } catch (error) {
        if (!isCivicError(error)) throw error
        if (error.code === 'STEP_UP_REQUIRED' && stepUp && (await stepUp())) return attempt()
        if (error.code !== 'UNAUTHENTICATED') throw error
        if (!(await withDeadline(signal, timeoutMs, () => credentials.renew(generation)))) throw error
        return attempt()
      }
    })
}

export interface CallerOptions {
  /** Reads that were sent before. */
  readonly begun?: Begun | undefined
  /** How long one of them is waited for, unless its caller says. */
  readonly timeoutMs: number
}

/** Reads and commands over the link, as the credentials' person. */
export function createCaller(
  link: Link,
  credentials: Credentials,
  attempts: Attempting,
  options: CallerOptions,
): Caller {
  const begun = takeBegun(options.begun)
  const read = createBatch((address, { signal, timeoutMs }) =>
    link({ method: 'GET', path: RPC + address, signal, timeoutMs }, credentials),
  )
  /** By what was begun, where it was and has an answer; else, and from then on, by asking. */
  async function awaited(said: Promise<Outcome | null>, path: string, input: unknown, own: CallOptions = {}) {
    const outcome = await withDeadline(own.signal, own.timeoutMs ?? options.timeoutMs, () => said)
    if (outcome === null) return read(path, input, own)
    if ('error' in outcome) throw outcome.error
    return outcome.data
  }
  return {
    query: (path, input, own) =>
      attempts(own?.signal, () => {
        const said = begun.take(path, input)
        return said ? awaited(said, path, input, own) : read(path, input, own)
      }) as Promise<Queries[typeof path]['output']>,
    command(path, input, options) {
      begun.forget()
      const kept = { ...options, idempotencyKey: options?.idempotencyKey ?? newKey() }
      return attempts(options?.signal, () => post(link, path, input, kept, credentials))
    },
  }
}
