import { laneWidth, nextTryAt, type EndpointHealth } from '@civicgrid/contracts'
import type { Kernel } from '../../kernel/index.ts'
import { dueDeliveries, type Delivery, type Settled } from './deliveries.store.ts'
import { createLane } from './webhooks.lane.ts'
import { withExternalId, type SentThroughOf } from './webhooks.messages.ts'
import type { PostAnswer, Poster } from './webhooks.post.ts'
import { messageIdOf } from './webhooks.record.ts'
import { signerOf, type WebhookSigner } from './webhooks.sign.ts'
import { secretsOf, type Endpoint } from './webhooks.store.ts'

/** What came of a delivery. */
export interface Outcome {
  readonly settled: Settled
  /** Whether the endpoint took it; null where it was not asked. */
  readonly ok: boolean | null
  /** It says that it will never take anything again. */
  readonly gone: boolean
}

interface LaneItem extends Delivery {
  readonly thing: number | null
}

/** One endpoint while this process sends to it. */
export interface EndpointLane {
  readonly id: number
  /** Reads the address and secrets again where they changed, and what else is due. @returns whether there is something to send */
  refresh(endpoint: Endpoint): Promise<boolean>
  /** Sends as much as may be on its way. */
  send(): void
  /** What came of this one is written down. */
  kept(id: number): void
  /** Nothing more is sent. */
  close(): void
  closed(): boolean
  /** Settles when nothing is on its way. */
  landed(): Promise<void>
  idle(): boolean
  wantsMore(): boolean
  health(): EndpointHealth
  judge(health: EndpointHealth): void
  healthChanged(): boolean
  healthKept(): void
  leasedUntil(): number
  leased(until: number): void
}

const PAGE = 200
const LOW = 60

export interface LaneOptions {
  readonly kernel: Kernel
  readonly poster: Poster
  readonly sentThrough: SentThroughOf
  readonly came: (lane: EndpointLane, outcome: Outcome) => void
}

/** How a delivery stands after a try. */
export function settledAfter(
  delivery: Pick<Delivery, 'id' | 'tries' | 'log'>,
  answer: PostAnswer,
  { startedAt, now, ms, dice }: { startedAt: number; now: number; ms: number; dice: number },
): Settled {
  const tries = delivery.tries + 1
  const log = [...delivery.log, { at: startedAt, result: answer.result, status: answer.status, ms }]
  if (answer.result === 'ok') return { id: delivery.id, status: 'delivered', tries, dueAt: null, log }
  const dueAt = nextTryAt(tries, now, dice, answer.retryAfterMs)
  return { id: delivery.id, status: dueAt === null ? 'failed' : 'waiting', tries, dueAt, log }
}

export function createLaneOf(endpoint: Endpoint, { kernel, poster, sentThrough, came }: LaneOptions): EndpointLane {
  const { db, clock, random } = kernel
  const lane = createLane<LaneItem>()
  const going = new Set<Promise<void>>()
  let version = -1
  let url = ''
  let sign: WebhookSigner | null = null
  let signsUntil: number | null = null
  let health: EndpointHealth = { fails: endpoint.fails, failingSince: endpoint.failingSince }
  let kept = health
  let leasedUntil = 0
  let more = true

  async function configure(fresh: Endpoint): Promise<void> {
    const over = signsUntil !== null && clock.now() >= signsUntil
    if (fresh.state.version === version && !over) return
    const secrets = await secretsOf(db.read, fresh)
    if (!secrets?.url) return lane.close()
    const { overlapUntil } = fresh.state
    const both = secrets.before && overlapUntil !== null && clock.now() < overlapUntil ? [secrets.before] : []
    sign = signerOf([secrets.secret, ...both])
    signsUntil = both.length > 0 ? overlapUntil : null
    version = fresh.state.version
    url = secrets.url
  }

  async function attempt(item: LaneItem): Promise<void> {
    const began = performance.now()
    const startedAt = clock.now()
    // Signed anew with every try: the time of it is part of what is signed.
    const headers = sign?.(messageIdOf(db.keys, item.id), startedAt, item.body)
    const answer = await poster.post(
      url,
      { 'content-type': 'application/json', 'user-agent': 'CivicGrid', ...headers },
      item.body,
    )
    lane.back(item.id)
    const dice = random(4).readUInt32BE() / 2 ** 32
    const ms = Math.round(performance.now() - began)
    const settled = settledAfter(item, answer, { startedAt, now: clock.now(), ms, dice })
    came(self, { settled, ok: answer.result === 'ok', gone: answer.result === 'gone' })
  }

  /** What may not be told any more is called off: a consent was undone, an account is gone. */
  async function allowed(due: readonly LaneItem[]): Promise<LaneItem[]> {
    const things = [...new Set(due.flatMap(({ thingId }) => thingId ?? []))]
    const sent = await sentThrough(db.read, things, clock.now())
    return due.flatMap((item) => {
      const { thingId } = item
      if (thingId === null) return [item]
      const appeal = sent.get(thingId)
      if (appeal?.integrationId === endpoint.integrationId)
        return [{ ...item, body: withExternalId(item.body, appeal.externalId) }]
      lane.skip(item.id)
      const settled: Settled = { ...item, status: 'cancelled', dueAt: null }
      came(self, { settled, ok: null, gone: false })
      return []
    })
  }

  const self: EndpointLane = {
    id: endpoint.id,
    async refresh(fresh) {
      await configure(fresh)
      if (lane.closed) return false
      if (lane.waiting < LOW) {
        const limit = PAGE + lane.known
        const due = await dueDeliveries(db.read, endpoint.id, clock.now(), limit)
        more = due.length === limit
        lane.offer(await allowed(lane.fresh(due.map((item) => ({ ...item, thing: item.thingId })))))
      }
      return lane.waiting > 0
    },
    send() {
      if (lane.closed || clock.now() >= leasedUntil) return
      for (const item of lane.take(laneWidth(health))) {
        const work: Promise<void> = attempt(item).finally(() => going.delete(work))
        going.add(work)
      }
    },
    kept: (id) => lane.kept(id),
    close: () => lane.close(),
    closed: () => lane.closed,
    async landed() {
      while (going.size > 0) await Promise.all(going)
    },
    idle: () => lane.known === 0 && going.size === 0,
    wantsMore: () => !lane.closed && more && lane.waiting < LOW / 2,
    health: () => health,
    judge: (next) => void (health = next),
    healthChanged: () => health !== kept && (health.fails !== kept.fails || health.failingSince !== kept.failingSince),
    healthKept: () => void (kept = health),
    leasedUntil: () => leasedUntil,
    leased: (until) => void (leasedUntil = until),
  }
  return self
}
