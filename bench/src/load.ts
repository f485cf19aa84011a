import { Pool, type Dispatcher } from 'undici'

/** One request of a load; the body is JSON text. */
export interface Shot {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers?: Record<string, string>
  readonly body?: string
}

export interface LoadResult {
  /** Answers a second. */
  readonly perSecond: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  readonly answers: number
  /** Answers that were not 2xx; the first one's body, to say why. */
  readonly failed: number
  readonly firstFailure: string | null
}

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

function resultOf(latencies: number[], seconds: number, failures: readonly string[]): LoadResult {
  latencies.sort((a, b) => a - b)
  return {
    perSecond: latencies.length / seconds,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    answers: latencies.length,
    failed: failures.length,
    firstFailure: failures[0] ?? null,
  }
}

/** A keep-alive pool that sends shots and hands back the parsed JSON of a 2xx answer. */
export class Gun {
  readonly #pool: Pool
  readonly failures: string[] = []

  constructor(origin: string, connections: number) {
    this.#pool = new Pool(origin, { connections, pipelining: 1 })
  }

  async fire(shot: Shot): Promise<string | null> {
    const answer: Dispatcher.ResponseData = await this.#pool.request({
      method: shot.method,
      path: shot.path,
      headers: shot.body === undefined ? shot.headers : { 'content-type': 'application/json', ...shot.headers },
      body: shot.body ?? null,
    })
    const text = await answer.body.text()
    if (answer.statusCode < 300) return text
    this.failures.push(`${answer.statusCode} ${text.slice(0, 300)}`)
    return null
  }

  close(): Promise<void> {
    return this.#pool.close()
  }
}

/** Closed loop: every connection sends its next shot when the last is answered. */
export async function asFastAsPossible(
  origin: string,
  connections: number,
  seconds: number,
  next: () => Shot,
): Promise<LoadResult> {
  const gun = new Gun(origin, connections)
  const latencies: number[] = []
  const until = performance.now() + seconds * 1_000
  const started = performance.now()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let at = performance.now(); at < until; at = performance.now()) {
        if ((await gun.fire(next())) !== null) latencies.push(performance.now() - at)
      }
    }),
  )
  const took = (performance.now() - started) / 1_000
  await gun.close()
  return resultOf(latencies, took, gun.failures)
}

/** Open loop: a fixed rate whether or not answers come, so that waiting counts as latency. */
export async function atRate(
  origin: string,
  perSecond: number,
  seconds: number,
  next: () => Shot,
): Promise<LoadResult> {
  const gun = new Gun(origin, 64)
  const latencies: number[] = []
  const started = performance.now()
  const shots = Array.from({ length: perSecond * seconds }, async (_, i) => {
    const due = started + (i * 1_000) / perSecond
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())))
    if ((await gun.fire(next())) !== null) latencies.push(performance.now() - due)
  })
  await Promise.all(shots)
  await gun.close()
  return resultOf(latencies, seconds, gun.failures)
}
