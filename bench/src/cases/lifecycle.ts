import type { FullCity } from '../city.ts'
import { Gun } from '../load.ts'
import { atLeast, fact, type Result } from '../report.ts'
import type { Measured } from '../server.ts'
import { command } from '../wire.ts'
import { submissions } from './submit.ts'

const SECONDS = 12
const WORKERS = 48
const TAICANG_YEAR = 1_660_000

/** Who works the orders of one category: personas of the city folder. */
export interface Desk {
  readonly category: string
  readonly body: string
  readonly operator: string
  readonly handler: string
  readonly reviewer: string
}

interface Receipt {
  readonly code: string
  readonly version: number
}

/** Whole lifecycles over HTTP: submit, accept, dispatch, take, contact, feedback, review, rate, archive. */
export async function lifecycles(
  city: FullCity,
  ours: Measured,
  desk: Desk,
  synchronous: 'FULL' | 'NORMAL',
): Promise<Result[]> {
  const next = await submissions(city, 20_000, desk.category)
  const gun = new Gun(ours.url, WORKERS)
  const tokenOf = (persona: string): string => {
    const token = city.staff.get(persona)
    if (!token) throw new Error(`no persona ${persona}`)
    return token
  }
  const [operator, handler, reviewer] = [tokenOf(desk.operator), tokenOf(desk.handler), tokenOf(desk.reviewer)]
  let done = 0

  async function give(procedure: string, input: object, token: string): Promise<Receipt> {
    const realm = procedure.startsWith('workOrders.') ? 'staff' : 'resident'
    const text = await gun.fire(command(procedure, input, token, realm))
    if (text === null) throw new Error(`${procedure}: ${gun.failures.at(-1)}`)
    return (JSON.parse(text) as { result: { data: Receipt } }).result.data
  }

  async function one(): Promise<void> {
    const { input, token } = next()
    let at = await give('appeals.submit', input, token)
    const onward = async (procedure: string, by: string, more: object = {}): Promise<void> => {
      at = await give(procedure, { code: at.code, expectedVersion: at.version, ...more }, by)
    }
    await onward('workOrders.accept', operator)
    await onward('workOrders.dispatch', operator, { bodyCode: desk.body })
    await onward('workOrders.take', handler)
    await onward('workOrders.contact', handler, { result: 'reached', means: 'phone' })
    await onward('workOrders.giveFeedback', handler, { outcome: 'solved', text: '已更换灯具，晚上已能正常照明。' })
    await onward('workOrders.reviewFeedback', reviewer, { pass: true })
    await onward('ratings.rate', token, { satisfaction: 'satisfied', solved: 'solved' })
    await onward('workOrders.archive', operator)
    done += 1
  }

  const started = performance.now()
  const until = started + SECONDS * 1_000
  await Promise.all(
    Array.from({ length: WORKERS }, async () => {
      while (performance.now() < until) await one()
    }),
  )
  const perSecond = done / ((performance.now() - started) / 1_000)
  await gun.close()
  const name = `whole lifecycles, synchronous=${synchronous}`
  if (synchronous === 'NORMAL') return [fact(name, perSecond, 'a second')]
  return [
    atLeast(name, perSecond, 'a second', 150),
    fact("to replay Taicang's year", TAICANG_YEAR / perSecond / 3_600, 'hours'),
  ]
}
