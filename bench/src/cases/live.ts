import { Agent, request, type IncomingMessage } from 'node:http'
import type { FullCity } from '../city.ts'
import { Gun } from '../load.ts'
import { atMost, fact, type Result } from '../report.ts'
import type { Measured } from '../server.ts'
import { command } from '../wire.ts'

const STREAMS = 5_000
/** One person may have twelve. */
const EACH = 10
const CHANGES = 200

interface Heard {
  readonly code: string
  readonly token: string
  /** Told of the next line that is not blank. */
  next(): Promise<number>
  close(): void
}

/** Opens a stream and waits for its first line. */
function listen(url: string, agent: Agent, code: string, token: string): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` }
    const asked = request(`${url}/api/live/appeals/${code}`, { agent, headers }, (answer: IncomingMessage) => {
      if (answer.statusCode !== 200) return reject(new Error(`${answer.statusCode} for a stream`))
      let wake: ((at: number) => void) | undefined
      const heard: Heard = {
        code,
        token,
        next: () => new Promise((told) => (wake = told)),
        close: () => void asked.destroy(),
      }
      let first = true
      answer.on('data', (piece: Buffer) => {
        if (piece.toString().trim() === '') return
        if (first) resolve(heard)
        first = false
        wake?.(performance.now())
        wake = undefined
      })
      answer.on('error', () => undefined)
    })
    asked.on('error', reject)
    asked.end()
  })
}

interface Open {
  readonly sent: readonly { readonly code: string; readonly token: string }[]
  readonly streams: readonly Heard[]
  /** How much anonymous memory grew by while they were opened, in kB a stream. */
  readonly kilobytes: number
  close(): Promise<void>
}

/** Each of some residents sends an appeal, and watches it from ten pages. */
async function open(city: FullCity, server: Measured, gun: Gun, category: string): Promise<Open> {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY })
  const sent: { code: string; token: string }[] = []
  for (const { token } of city.residents.slice(0, Math.ceil(STREAMS / EACH))) {
    const said = {
      kind: 'help',
      category,
      text: '有人等着看进度',
      place: { point: { ...city.points[0], crs: 'WGS-84' } },
    }
    const text = await gun.fire(command('appeals.submit', said, token))
    if (text === null) throw new Error(gun.failures[0])
    const { result } = JSON.parse(text) as { result: { data: { code: string } } }
    sent.push({ code: result.data.code, token })
  }
  const before = server.memory()
  const streams: Heard[] = []
  for (const { code, token } of sent)
    streams.push(...(await Promise.all(Array.from({ length: EACH }, () => listen(server.url, agent, code, token)))))
  return {
    sent,
    streams,
    kilobytes: ((server.memory() - before) * 1024) / streams.length,
    async close() {
      for (const stream of streams) stream.close()
      agent.destroy()
      await gun.close()
    },
  }
}

/**
 * Thousands of pages are open: what each costs, and how soon a change is heard.
 * @param fresh a server that has done nothing yet: one that was under load has memory to spare, and would seem to need none
 */
export async function live(city: FullCity, ours: Measured, fresh: Measured, category: string): Promise<Result[]> {
  const alone = await open(city, fresh, new Gun(fresh.url, 32), category)
  await alone.close()
  const gun = new Gun(ours.url, 32)
  const { sent, streams, close } = await open(city, ours, gun, category)
  const delays: number[] = []
  for (const { code, token } of sent.slice(0, CHANGES)) {
    const waiting = streams.filter((stream) => stream.code === code).map((stream) => stream.next())
    const began = performance.now()
    const done = await gun.fire(command('appeals.supplement', { code, expectedVersion: 1, text: '再补一句' }, token))
    if (done === null) throw new Error(gun.failures[0])
    for (const at of await Promise.all(waiting)) delays.push(at - began)
  }
  await close()
  delays.sort((a, b) => a - b)
  return [
    fact('live: open streams', streams.length, ''),
    atMost('live: memory of a stream', alone.kilobytes, 'kB', 60),
    atMost(
      'live: from a command to the page, 99 in 100',
      delays[Math.floor(delays.length * 0.99)] ?? Number.NaN,
      'ms',
      250,
    ),
  ]
}
