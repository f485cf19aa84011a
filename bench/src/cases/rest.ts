import type { FullCity } from '../city.ts'
import { asFastAsPossible, type Shot } from '../load.ts'
import { median } from '../median.ts'
import { atLeast, fact, type Result } from '../report.ts'
import type { Measured } from '../server.ts'
import { inTurn, query } from '../wire.ts'

const SECONDS = 3
const ROUNDS = 3
const CONNECTIONS = 32

/** The same reads by plain HTTP and by tRPC, of the same server; rounds in turn, so that a noisy minute meets both alike. */
export async function rest(city: FullCity, { url }: Measured): Promise<Result[]> {
  const next = inTurn(city.appeals)
  const plain = (path: string, token: string): Shot => ({
    method: 'GET',
    path: `/api/v1${path}`,
    headers: { authorization: `Bearer ${token}` },
  })
  const calls: [string, (code: string, token: string) => Shot, (code: string, token: string) => Shot][] = [
    [
      'progress',
      (code, token) => plain(`/appeals/${code}`, token),
      (code, token) => query('progress.get', { code }, token),
    ],
    [
      'list',
      (_, token) => plain('/appeals?limit=20', token),
      (_, token) => query('appeals.mine', { limit: 20 }, token),
    ],
  ]
  const results: Result[] = []
  for (const [name, byRest, byTrpc] of calls) {
    const speeds: [number[], number[]] = [[], []]
    for (let round = 0; round <= ROUNDS; round++)
      for (const [i, shot] of [byRest, byTrpc].entries()) {
        const { perSecond, failed, firstFailure } = await asFastAsPossible(url, CONNECTIONS, SECONDS, () => {
          const { code, token } = next()
          return shot(code, token)
        })
        if (failed > 0) throw new Error(`${name}: ${failed} failed, first ${firstFailure}`)
        // The first round is not counted.
        if (round > 0) speeds[i]?.push(perSecond)
      }
    const [mine, theirs] = speeds
    results.push(
      atLeast(
        `REST ${name}: ours / the same by tRPC`,
        median(mine.map((speed, i) => speed / (theirs[i] ?? Number.NaN))),
        '×',
        0.8,
      ),
      fact(`REST ${name}`, median(mine), 'requests/s'),
    )
  }
  return results
}
