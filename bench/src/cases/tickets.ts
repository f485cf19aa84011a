import { createHash, randomBytes } from 'node:crypto'
import { createHostClient } from '../../../packages/sdk/src/host/index.ts'
import { demoKey } from '../../../examples/host-app/demo-key.ts'
import { Gun } from '../load.ts'
import { atLeast, fact, type Result } from '../report.ts'
import type { Measured } from '../server.ts'
import { command, inTurn } from '../wire.ts'

const TICKETS = 2_000
const CONNECTIONS = 32
/** As `hosts.json` of the demo city has it. */
const HOST = { hostApp: 'city-app', callback: 'http://127.0.0.1:8787', jurisdiction: '/haitang' }
const AUDIENCE = 'https://12345.haitang.example/api/host/tickets'

/** Runs jobs side by side. @returns how many were done a second */
async function sideBySide(jobs: readonly (() => Promise<void>)[]): Promise<number> {
  const next = inTurn(jobs)
  const began = performance.now()
  let left = jobs.length
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (left-- > 0) await next()()
    }),
  )
  return jobs.length / ((performance.now() - began) / 1_000)
}

/** A city's app opens in the morning: assertions checked and tickets given, then tickets exchanged for sessions. */
export async function tickets({ url }: Measured): Promise<Result[]> {
  const gun = new Gun(url, CONNECTIONS)
  const client = createHostClient({ baseUrl: url, audience: AUDIENCE, key: demoKey(HOST.hostApp), ...HOST })
  const given: { ticket: string; verifier: string }[] = []
  const post = async (procedure: string, input: object): Promise<Record<string, string>> => {
    const text = await gun.fire(command(procedure, input, ''))
    const answer = JSON.parse(text ?? '{}') as { result?: { data: Record<string, string> } }
    if (!answer.result) throw new Error(gun.failures[0])
    return answer.result.data
  }
  const issued = await sideBySide(
    Array.from({ length: TICKETS }, (_, i) => async () => {
      const verifier = randomBytes(32).toString('base64url')
      const proof = createHash('sha256').update(verifier).digest('base64url')
      const { hostApp, callback, jurisdiction } = HOST
      const { challenge = '' } = await post('identity.startTicket', { hostApp, callback, proof })
      const { ticket } = await client.ticket({ subject: `bench-${i % 500}`, jurisdiction, challenge, callback })
      given.push({ ticket, verifier })
    }),
  )
  const exchanged = await sideBySide(
    given.map((input) => async () => void (await post('identity.exchangeTicket', { ...input, hold: 'token' }))),
  )
  await gun.close()
  return [
    atLeast('tickets: exchanged for a session', exchanged, 'a second', 500),
    fact('tickets: challenge, assertion and ticket', issued, 'a second'),
  ]
}
