import { callTRPCProcedure, getErrorShape, getTRPCErrorFromUnknown, TRPCError, type AnyRouter } from '@trpc/server'
import type { RequestContext } from './context.ts'
import { civicErrorOf } from './errors.ts'

/** One call of one procedure, as nearly every request is. */
export interface PlainCall {
  readonly name: string
  readonly type: 'query' | 'mutation'
}

interface Sent {
  readonly method: string
  readonly names: readonly string[]
  readonly query: string
  readonly headers: NodeJS.Dict<string | string[]>
}

/** What was answered: the JSON of tRPC's envelope; `error` where it is one. */
export interface CallAnswer {
  readonly text: string
  readonly status: number
  readonly error: TRPCError | null
}

const JSON_TYPE = /^application\/json\s*(;|$)/i

/**
 * The call that a request makes, if it is a plain one: a known procedure, asked for by its own method, in JSON, with nothing
 * of what tRPC's adapters know besides (batches, streams, forms).
 */
export function plainCall(router: AnyRouter, { method, names, query, headers }: Sent): PlainCall | null {
  const [name = ''] = names
  const { procedures } = router._def
  if (names.length > 1 || query.includes('batch=') || !Object.hasOwn(procedures, name)) return null
  if (headers['trpc-accept'] !== undefined || headers.accept?.includes('jsonl')) return null
  const { type } = procedures[name]._def
  if (type === 'query') return method === 'GET' ? { name, type } : null
  if (type !== 'mutation' || method !== 'POST') return null
  return JSON_TYPE.test(String(headers['content-type'])) ? { name, type } : null
}

/**
 * Makes the call without tRPC's adapter for `fetch`, which makes a URL, headers and five abort signals for each
 * (docs/guides/speed.md). The answer is the same.
 * @param readInput gives the JSON that was sent, '' for none
 */
export async function callPlainly(
  router: AnyRouter,
  { name, type }: PlainCall,
  ctx: RequestContext,
  readInput: () => Promise<string>,
): Promise<CallAnswer> {
  let input: Promise<unknown> | undefined
  try {
    const data: unknown = await callTRPCProcedure({
      router,
      path: name,
      type,
      ctx,
      signal: undefined,
      batchIndex: 0,
      // Asked for once for each schema on the way.
      getRawInput: () => (input ??= readInput().then(parsed)),
    })
    return { text: JSON.stringify({ result: { data } }), status: 200, error: null }
  } catch (cause) {
    const error = getTRPCErrorFromUnknown(cause)
    const shape = getErrorShape({ config: router._def._config, error, type, path: name, input: undefined, ctx })
    return { text: JSON.stringify({ error: shape }), status: civicErrorOf(error).status, error }
  }
}

/** @throws TRPCError BAD_REQUEST for what is no JSON */
function parsed(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new TRPCError({ code: 'BAD_REQUEST', message: 'no JSON', cause })
  }
}
