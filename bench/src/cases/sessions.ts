import type { FullCity } from '../city.ts'
import { asFastAsPossible, type Shot } from '../load.ts'
import { median } from '../median.ts'
import { atMost, fact, type Result } from '../report.ts'
import type { Measured } from '../server.ts'
import { inTurn, query } from '../wire.ts'

const SECONDS = 3
const ROUNDS = 5
const CONNECTIONS = 32

/**
 * What finding out who asks adds to a read: the hand-written read with our session check and without it, their difference
 * as a share of our own read. Rounds in turn, so that a noisy minute meets all alike.
 */
export async function sessions(city: FullCity, ours: Measured, raw: Measured): Promise<Result[]> {
  const next = inTurn(city.appeals)
  const rawly = (path: string, code: string, token: string): Shot => ({
    ...query('', { code }, token),
    path: `${path}?input=${encodeURIComponent(JSON.stringify({ code }))}`,
  })
  const sides: [string, Measured, (code: string, token: string) => Shot][] = [
    ['checked', raw, (code, token) => rawly('/raw/progress', code, token)],
    ['open', raw, (code, token) => rawly('/raw/open', code, token)],
    ['ours', ours, (code, token) => query('progress.get', { code }, token)],
  ]
  const micros: Record<string, number[]> = {}
  for (let round = 0; round <= ROUNDS; round++)
    for (const [name, { url }, shot] of sides) {
      const { perSecond, failed, firstFailure } = await asFastAsPossible(url, CONNECTIONS, SECONDS, () => {
        const { code, token } = next()
        return shot(code, token)
      })
      if (failed > 0) throw new Error(`${name}: ${failed} failed, first ${firstFailure}`)
      // The first warms up.
      if (round > 0) (micros[name] ??= []).push(1e6 / perSecond)
    }
  const of = (name: string) => median(micros[name] ?? [])
  const share = median(
    (micros['ours'] ?? []).map((whole, i) => ((micros['checked']?.[i] ?? 0) - (micros['open']?.[i] ?? 0)) / whole),
  )
  return [
    atMost('session check: share of a read', share * 100, '%', 5),
    fact('session check: time', of('checked') - of('open'), 'µs'),
  ]
}
