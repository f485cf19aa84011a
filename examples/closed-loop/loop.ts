import { readFile } from 'node:fs/promises'
import type { Category, Civic, Outcome, Progress, Receipt } from '@civicgrid/sdk'
import { castFor, type Cast } from './cast.ts'

/** What one turn of the loop came to, taken from `progress.get` alone. */
export interface Turn {
  code: string
  /** The eight steps; `seq` counts the appeal's own events. `at`, `actorRole` and `seq` are null unless done. */
  steps: Progress['steps']
  outcome: Outcome | null
  rated: boolean
  /** From the upload of the photo to the last answer. */
  ms: number
}

const photo = async (name: string) =>
  new File([await readFile(new URL(`photos/${name}`, import.meta.url))], name, { type: 'image/jpeg' })

/** A category of every day: nothing urgent, and nothing that asks for more people than the loop has. */
async function everyday(civic: Civic): Promise<Category> {
  const { categories } = await civic.city.get()
  const fit = categories.flatMap(({ leaves }) => leaves).filter((leaf) => !leaf.urgent && !leaf.verifyOnSite)
  const found = fit.find((leaf) => leaf.photoRequired) ?? fit[0]
  if (!found) throw new Error('the city has no category of every day')
  return found
}

async function submit({ resident, areaCode }: Cast): Promise<Receipt> {
  const category = await everyday(resident)
  const { token } = await resident.files.upload(await photo('before.jpg'))
  return resident.appeals.submit({
    kind: category.kinds.includes('report') ? 'report' : (category.kinds[0] ?? 'help'),
    category: category.code,
    text: `${category.name['zh-CN']}:路口堆了好几天,行人只能绕到车道上走,请派人来看看。`,
    place: { areaCode, address: '菜场东门外路口' },
    photos: [token],
  })
}

/** Who is sent for first, and who really does it: the body that owns the category, if somebody of the cast works for it. */
function bodies({ workers }: Cast, owner: string | null): [wrong: string, right: string] {
  const all = [...workers.keys()]
  const right = owner !== null && workers.has(owner) ? owner : all.at(-1)
  const wrong = all.find((code) => code !== right)
  if (right === undefined || wrong === undefined) throw new Error('two bodies are needed')
  return [wrong, right]
}

function workerOf({ workers }: Cast, body: string): Civic {
  const worker = workers.get(body)
  if (!worker) throw new Error(`nobody works for ${body}`)
  return worker
}

/** Accepts it, sends it to a body that bounces it, and then to the right one. */
async function findBody(cast: Cast, at: Receipt, say: Say): Promise<{ receipt: Receipt; body: string }> {
  const { code } = at
  const { workOrders: operator, city } = cast.operator
  const { workOrders: supervisor } = cast.supervisor
  let last = say('accept', await operator.accept({ code, expectedVersion: at.version }))
  const { owner } = await operator.get(code)
  const [wrong, right] = bodies(cast, owner?.code ?? null)
  const { desk } = await city.get()
  const ground = desk?.grounds.bounce[0]
  if (!ground) throw new Error('the city has no ground to bounce on')

  last = say('dispatch', await operator.dispatch({ code, expectedVersion: last.version, bodyCode: wrong }))
  last = say(
    'bounce',
    await workerOf(cast, wrong).workOrders.bounce({
      code,
      expectedVersion: last.version,
      ground: ground.code,
      note: '不在本单位职责范围内',
    }),
  )
  last = say('ruleBounce', await supervisor.ruleBounce({ code, expectedVersion: last.version, uphold: true }))
  last = say('dispatch', await operator.dispatch({ code, expectedVersion: last.version, bodyCode: right }))
  return { receipt: last, body: right }
}

/** Takes it, talks to the resident, does it and shows the proof; a reviewer passes the result. */
async function work(cast: Cast, body: string, at: Receipt, say: Say): Promise<Receipt> {
  const { code } = at
  const { workOrders: worker, files } = workerOf(cast, body)
  let last = say('take', await worker.take({ code, expectedVersion: at.version }))
  last = say(
    'contact',
    await worker.contact({ code, expectedVersion: last.version, result: 'reached', means: 'phone' }),
  )
  const { token } = await files.upload(await photo('after.jpg'))
  const text = '已清运完毕,并增加了每日巡查。'
  last = say(
    'giveFeedback',
    await worker.giveFeedback({ code, expectedVersion: last.version, outcome: 'solved', text, photos: [token] }),
  )
  return say(
    'reviewFeedback',
    await cast.reviewer.workOrders.reviewFeedback({ code, expectedVersion: last.version, pass: true }),
  )
}

type Say = (command: string, receipt: Receipt) => Receipt

/**
 * Sends one new appeal round the whole loop, through the SDK and the demo door alone.
 * @param report is told each command and where the appeal stands after it
 */
export async function turn(baseUrl: string, report: (line: string) => void = () => {}): Promise<Turn> {
  const cast = await castFor(baseUrl)
  const say: Say = (command, receipt) => {
    report(`${command.padEnd(16)} ${String(receipt.version).padStart(2)}  ${receipt.status}`)
    return receipt
  }
  const from = performance.now()
  const sent = say('submit', await submit(cast))
  const { code } = sent
  const { receipt, body } = await findBody(cast, sent, say)
  let last = await work(cast, body, receipt, say)
  const rating = { satisfaction: 'verySatisfied', solved: 'solved', text: '很快,谢谢' } as const
  last = say('rate', await cast.resident.ratings.rate({ code, expectedVersion: last.version, ...rating }))
  say('archive', await cast.operator.workOrders.archive({ code, expectedVersion: last.version }))

  const progress = await cast.resident.progress.get(code)
  const ms = Math.round(performance.now() - from)
  const steps = progress.steps.map(({ step, state, at, actorRole, seq }) => ({ step, state, at, actorRole, seq }))
  return { code, steps, outcome: progress.outcome, rated: progress.rating !== null, ms }
}
