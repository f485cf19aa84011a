import { dataOf, outcomesOf } from './answer.ts'
import { reasonOf } from './abort.ts'
import type { CallOptions } from './caller.types.ts'
import type { HttpAnswer } from './http.ts'

/** Reads of one tick go together: at most so many, in an address of at most so many characters. */
const MOST = 8
const LONGEST = 1_800

interface Waiting {
  path: string
  input: unknown
  options: CallOptions
  resolve: (data: unknown) => void
  reject: (error: unknown) => void
}

type Get = (path: string, options: CallOptions) => Promise<HttpAnswer>

const queryOf = (input: unknown) => (input === undefined ? '' : encodeURIComponent(JSON.stringify(input)))

/**
 * Joins the reads that are asked for in one tick into one request, in tRPC's own batch format.
 * A read that is alone keeps a plain address. Each settles for itself: an aborted one leaves its siblings alone, and
 * the request is given up only when nobody waits for it any more.
 */
export function createBatch(get: Get): (path: string, input: unknown, options?: CallOptions) => Promise<unknown> {
  let waiting: Waiting[] = []

  async function alone({ path, input, options, resolve, reject }: Waiting): Promise<void> {
    const query = queryOf(input)
    try {
      resolve(dataOf(await get(query ? `${path}?input=${query}` : path, options)))
    } catch (error) {
      reject(error)
    }
  }

  async function together(calls: Waiting[]): Promise<void> {
    const [only] = calls
    if (calls.length === 1 && only) return alone(only)
    const joint = new AbortController()
    let left = calls.length
    const ends = calls.map(({ options: { signal }, reject }) => {
      const stop = () => {
        reject(signal && reasonOf(signal))
        if (--left === 0) joint.abort()
      }
      if (signal?.aborted) stop()
      else signal?.addEventListener('abort', stop)
      return () => signal?.removeEventListener('abort', stop)
    })
    const inputs: Record<number, unknown> = {}
    calls.forEach(({ input }, i) => {
      if (input !== undefined) inputs[i] = input
    })
    const names = calls.map(({ path }) => path).join(',')
    try {
      // Everybody waits as long as the most patient one asked for.
      const timeouts = calls.map(({ options }) => options.timeoutMs)
      const timeoutMs = timeouts.every((ms) => ms !== undefined) ? Math.max(...timeouts) : undefined
      const answer = await get(`${names}?batch=1&input=${queryOf(inputs)}`, { signal: joint.signal, timeoutMs })
      outcomesOf(answer, calls.length).forEach((said, i) => {
        if ('error' in said) calls[i]?.reject(said.error)
        else calls[i]?.resolve(said.data)
      })
    } catch (error) {
      for (const { reject } of calls) reject(error)
    } finally {
      for (const end of ends) end()
    }
  }

  function flush(): void {
    const calls = waiting
    waiting = []
    let batch: Waiting[] = []
    let length = 0
    for (const call of calls) {
      const size = call.path.length + queryOf(call.input).length + 12
      if (batch.length === MOST || (batch.length > 0 && length + size > LONGEST)) {
        void together(batch)
        batch = []
        length = 0
      }
      batch.push(call)
      length += size
    }
    void together(batch)
  }

  return (path, input, options = {}) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) void Promise.resolve().then(flush)
      waiting.push({ path, input, options, resolve, reject })
    })
}
