import { setTimeout as later } from 'node:timers/promises'
import { failsForLong, healthAfter, restAfter, type WebhookPause } from '@civicgrid/contracts'
import type { Kernel, Sql } from '../../kernel/index.ts'
import { startLoop } from '../../kernel/index.ts'
import { createLaneOf, type EndpointLane, type Outcome } from './webhooks.deliver.ts'
import { settle, type Settled } from './deliveries.store.ts'
import type { SentThroughOf } from './webhooks.messages.ts'
import type { Poster } from './webhooks.post.ts'
import { pauseByItself } from './webhooks.record.ts'
import { claimable, findEndpoint, lease, release, saveHealth } from './webhooks.store.ts'

/** How long a process has an endpoint for itself; one that was killed is missed for so long at the longest. */
const LEASE_MS = 20_000
const RENEW_MS = 8_000
const POLL_MS = 500
/** How often it is asked again whether the city lets an integration hear something. */
const SILENT_MS = 30_000
/** How long a process that ends waits for answers; what has none by then is sent again by another one. */
const STOP_MS = 3_000
/** Endpoints that a process takes at a time: the others leave some to the next process. */
const CLAIMS = 4
/** Results are written down together: for so long at most, and so many at once. */
const FLUSH_MS = 30
const FLUSH_MAX = 250

export interface PumpOptions {
  readonly kernel: Kernel
  readonly poster: Poster
  readonly sentThrough: SentThroughOf
  /** Whether the city still lets it hear anything. */
  readonly mayHear: (sql: Sql, integrationId: number) => Promise<boolean>
  readonly onError: (error: unknown) => void
}

export interface Pump {
  /** Something may be due. */
  wake(): void
  /** Settles when nothing that is due now is left unsent or unwritten. */
  idle(): Promise<void>
  /** Waits for what is on its way, then gives up its endpoints. */
  stop(): Promise<void>
}

/**
 * Sends what is due. An endpoint belongs to one process at a time, by a lease; what it took is written down after it was
 * sent, so a process that dies leaves what may be sent twice and nothing that is not sent at all.
 */
export function startPump({ kernel, poster, sentThrough, mayHear, onError }: PumpOptions): Pump {
  const { db, clock, random } = kernel
  const me = random(12).toString('base64url')
  const lanes = new Map<number, EndpointLane>()
  /** Whom nothing is sent to for now, and until when, by the kernel's clock. */
  const resting = new Map<number, number>()
  let unwritten: { lane: EndpointLane; settled: Settled }[] = []
  let flushing: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  let stopping = false
  let stopped = false

  function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    flushing = flushing.then(async () => {
      while (unwritten.length > 0) {
        const batch = unwritten.slice(0, FLUSH_MAX)
        const touched = new Set(batch.map(({ lane }) => lane))
        try {
          await db.work(async (tx) => {
            const now = clock.now()
            for (const { settled } of batch) await settle(tx, settled, now)
            for (const lane of touched) if (lane.healthChanged()) await saveHealth(tx, lane.id, lane.health())
          })
        } catch (error) {
          onError(error)
          // Later, with the next results: until it is written down nothing of it is sent again.
          timer ??= setTimeout(() => void flush(), 1_000)
          return
        }
        unwritten = unwritten.slice(batch.length)
        for (const { lane, settled } of batch) lane.kept(settled.id)
        for (const lane of touched) lane.healthKept()
      }
    })
    return flushing
  }

  function came(lane: EndpointLane, { settled, ok, gone }: Outcome): void {
    if (stopped) return
    if (ok !== null) lane.judge(healthAfter(lane.health(), ok, clock.now()))
    unwritten.push({ lane, settled })
    if (unwritten.length >= FLUSH_MAX) void flush()
    else timer ??= setTimeout(() => void flush(), FLUSH_MS)
    const why: WebhookPause | null = gone ? 'gone' : failsForLong(lane.health(), clock.now()) ? 'failing' : null
    if (why !== null && !lane.closed()) {
      lane.close()
      pauseByItself(kernel, lane.id, why).catch(onError)
    }
    const rest = ok === false ? restAfter(lane.health()) : 0
    if (rest > 0) {
      resting.set(lane.id, clock.now() + rest)
      lane.close()
    }
    lane.send()
    if (lane.wantsMore()) loop.wake()
  }

  /** @returns false where it is another process's, or nobody's any more */
  async function renew(lane: EndpointLane): Promise<boolean> {
    const now = clock.now()
    if (lane.leasedUntil() - now > LEASE_MS - RENEW_MS) return true
    const held = await db.work((tx) => lease(tx, lane.id, me, now, now + LEASE_MS))
    if (held) lane.leased(now + LEASE_MS)
    return held
  }

  async function claim(): Promise<void> {
    const now = clock.now()
    for (const id of await claimable(db.read, now, CLAIMS + lanes.size + resting.size)) {
      if (lanes.has(id) || (resting.get(id) ?? 0) > now) continue
      const endpoint = await findEndpoint(db.read, id)
      if (!endpoint) continue
      if (!(await mayHear(db.read, endpoint.integrationId))) {
        resting.set(id, now + SILENT_MS)
        continue
      }
      resting.delete(id)
      if (!(await db.work((tx) => lease(tx, id, me, now, now + LEASE_MS)))) continue
      const lane = createLaneOf(endpoint, { kernel, poster, sentThrough, came })
      lane.leased(now + LEASE_MS)
      lanes.set(id, lane)
    }
  }

  async function letGo(lane: EndpointLane): Promise<void> {
    lane.close()
    lanes.delete(lane.id)
    await db.work((tx) => release(tx, lane.id, me))
  }

  async function step(): Promise<void> {
    if (stopping) return
    try {
      await claim()
      for (const lane of [...lanes.values()]) {
        const fresh = lane.closed() ? undefined : await findEndpoint(db.read, lane.id)
        const stands = fresh?.status === 'active' && (await mayHear(db.read, fresh.integrationId))
        if (!fresh || !stands || !(await renew(lane))) lane.close()
        else if (await lane.refresh(fresh)) lane.send()
        if (lane.idle()) await letGo(lane)
      }
    } catch (error) {
      onError(error)
    }
  }

  const loop = startLoop(step, POLL_MS)
  return {
    wake: () => loop.wake(),
    async idle() {
      do {
        await loop.done()
        await Promise.all([...lanes.values()].map((lane) => lane.landed()))
        await flush()
      } while (lanes.size > 0)
    },
    async stop() {
      stopping = true
      await loop.stop()
      for (const lane of lanes.values()) lane.close()
      const landed = Promise.all([...lanes.values()].map((lane) => lane.landed()))
      await Promise.race([landed, later(STOP_MS, undefined, { ref: false })])
      await flush()
      stopped = true
      await db.work(async (tx) => {
        for (const id of lanes.keys()) await release(tx, id, me)
      })
      poster.close()
    },
  }
}
