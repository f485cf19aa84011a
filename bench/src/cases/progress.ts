import type { FullCity } from '../city.ts'
import { asFastAsPossible, type Shot } from '../load.ts'
import { median } from '../median.ts'
import { atLeast, fact, type Result } from '../report.ts'
import type { Measured } from '../server.ts'
import { inTurn, query } from '../wire.ts'

const SECONDS = 4
const ROUNDS = 3
/** A round that is not counted: after it the rows are in the system's memory, as in a city that has been up for an hour. */
const WARM_UP = 1
const CONNECTIONS = 32

/** One appeal's progress, ours against both baselines; rounds in turn, so that a noisy minute meets all alike. */
export async function progress(city: FullCity, ours: Measured, raw: Measured, fastify: Measured): Promise<Result[]> {
  const next = inTurn(city.appeals)
  const sides: [string, Measured, (code: string, token: string) => Shot][] = [
    ['ours', ours, (code, token) => query('progress.get', { code }, token)],
    [
      'raw',
      raw,
      (code, token) => ({
        ...query('', { code }, token),
        path: `/raw/progress?input=${encodeURIComponent(JSON.stringify({ code }))}`,
      }),
    ],
    ['fastify', fastify, (code, token) => query('progress', { code }, token)],
  ]
  const speeds: Record<string, number[]> = {}
  for (let round = 0; round < WARM_UP + ROUNDS; round++)
    for (const [name, { url }, shot] of sides) {
      const { perSecond, failed, firstFailure } = await asFastAsPossible(url, CONNECTIONS, SECONDS, () => {
        const { code, token } = next()
        return shot(code, token)
      })
      if (failed > 0) throw new Error(`${name}: ${failed} failed, first ${firstFailure}`)
      if (round >= WARM_UP) (speeds[name] ??= []).push(perSecond)
    }
  const ratio = (a: string, b: string) =>
    median((speeds[a] ?? []).map((speed, i) => speed / (speeds[b]?.[i] ?? Number.NaN)))
  return [
    atLeast('progress: ours / hand-written prepared statements', ratio('ours', 'raw'), '×', 0.5),
    fact('progress: ours / tRPC on Fastify with stock Prisma', ratio('ours', 'fastify'), '×'),
    ...Object.entries(speeds).map(([name, all]) => fact(`progress: ${name}`, median(all), 'requests/s')),
  ]
}
