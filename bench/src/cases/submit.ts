import type { FullCity } from '../city.ts'
import { asFastAsPossible, atRate, type Shot } from '../load.ts'
import { atLeast, atMost, fact, type Result } from '../report.ts'
import type { Measured } from '../server.ts'
import { command, inTurn } from '../wire.ts'
import { median } from '../median.ts'

const SECONDS = 4
const ROUNDS = 5
const CONNECTIONS = 32

/** What a resident sends, with one photo that is uploaded already. */
export async function submissions(
  city: FullCity,
  count: number,
  category: string,
): Promise<() => { input: object; token: string }> {
  const residents = city.residents.slice(0, 100)
  const each = Math.ceil(count / residents.length)
  const ready: { input: object; token: string }[] = []
  const point = inTurn(city.points)
  for (const { id, token } of residents)
    for (const photo of await city.photos('resident', id, each))
      ready.push({
        token,
        input: {
          kind: 'complain',
          category,
          text: '小区门口的路灯连着三天不亮，晚上接孩子看不清台阶，请尽快来修。',
          place: { point: point(), address: '东门公交站旁' },
          photos: [photo],
        },
      })
  // Neighbours in the queue are different people.
  ready.sort((a, b) => (a.token < b.token ? 1 : -1))
  const shuffled = Array.from({ length: ready.length }, (_, i) => ready[(i * 7919) % ready.length]).filter(
    (item) => item !== undefined,
  )
  return inTurn([...new Set(shuffled)])
}

export async function submit(city: FullCity, ours: Measured, raw: Measured, category: string): Promise<Result[]> {
  const next = await submissions(city, 60_000, category)
  const shots = {
    ours: () => {
      const { input, token } = next()
      return command('appeals.submit', input, token)
    },
    raw: (): Shot => {
      const { input, token } = next()
      return { ...command('', input, token), path: '/raw/submit' }
    },
  }
  const speeds = { ours: [] as number[], raw: [] as number[] }
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, { url }] of [
      ['ours', ours],
      ['raw', raw],
    ] as const) {
      const { perSecond, failed, firstFailure } = await asFastAsPossible(url, CONNECTIONS, SECONDS, shots[name])
      if (failed > 0) throw new Error(`${name}: ${failed} failed, first ${firstFailure}`)
      speeds[name].push(perSecond)
    }
  const steady = await atRate(ours.url, 20, 15, shots.ours)
  if (steady.failed > 0) throw new Error(steady.firstFailure ?? 'failed')
  return [
    atLeast(
      'submit: ours / raw insert of the same rows',
      median(speeds.ours.map((speed, i) => speed / (speeds.raw[i] ?? Number.NaN))),
      '×',
      0.6,
    ),
    atMost('submit at 20 a second: p99', steady.p99, 'ms', 50),
    fact('submit: ours', median(speeds.ours), 'requests/s'),
    fact('submit: raw insert', median(speeds.raw), 'requests/s'),
  ]
}
