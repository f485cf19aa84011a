import { CivicError } from '@civicgrid/contracts'
import { startLoop, type Db } from '../kernel/index.ts'
import { happenedAfter, lastPosition } from './live.store.ts'
import { liveStream, type LiveStream } from './live.stream.ts'
import type { Follower } from './live.types.ts'

export interface LiveLimits {
  /** Streams of one reader at a time. */
  perOwner: number
  /** Streams of this process. */
  all: number
  /** Milliseconds between two blank lines; the session is looked at as often. */
  breathMs: number
}
export const LIVE_LIMITS: LiveLimits = { perOwner: 12, all: 10_000, breathMs: 20_000 }

/** Everybody who waits for something to happen, over one tail of the log. */
export interface LiveHub {
  /**
   * @param after where the reader believes the thing to stand: it is told at once only of something else
   * @throws CivicError RATE_LIMITED beyond a reader's own limit, OVERLOADED beyond the process's; what `look` throws
   */
  open(follower: Follower, after: string | null): Promise<ReadableStream<Uint8Array>>
  size(): number
  /** Ends every stream and takes no more. */
  stop(): Promise<void>
}

interface Open extends Follower {
  readonly stream: LiveStream
  told: string | null
  looking: boolean
  /** Of `watch`. */
  unwatch?: () => void
  /** Something happened while it was being looked at. */
  again: boolean
  /** `performance.now()` of the last blank line. */
  breathed: number
}

const BATCH = 1_000
const POLL_MS = 1_000
const GATHER_MS = 20
const BREATHS_MS = 500

export function createLiveHub(db: Db, limits: LiveLimits = LIVE_LIMITS): LiveHub {
  const byThing = new Map<string, Set<Open>>()
  const byOwner = new Map<string, Set<Open>>()
  const open = new Set<Open>()
  let last: number | null = null
  let begun: Promise<void> | null = null
  let stopped = false

  const into = (index: Map<string, Set<Open>>, key: string, one: Open) => {
    const known = index.get(key)
    if (known) known.add(one)
    else index.set(key, new Set([one]))
  }
  const outOf = (index: Map<string, Set<Open>>, key: string, one: Open) => {
    const known = index.get(key)
    known?.delete(one)
    if (known?.size === 0) index.delete(key)
  }
  const keysOf = ({ things }: Follower) => things.map(([kind, id]) => `${kind}:${id}`)

  function forget(one: Open): void {
    open.delete(one)
    one.unwatch?.()
    outOf(byOwner, one.owner, one)
    for (const key of keysOf(one)) outOf(byThing, key, one)
  }
  function end(one: Open, why: Parameters<LiveStream['end']>[0]): void {
    if (!open.has(one)) return
    forget(one)
    one.stream.end(why)
  }

  /** From where the log is read: whoever comes while it is found out waits for the same place. */
  function begin(): Promise<void> {
    begun ??= lastPosition(db.read).then((position) => {
      last = position
    })
    return begun
  }

  /** One look at a time at each stream; what happens meanwhile is looked at afterwards. */
  async function look(one: Open): Promise<void> {
    if (one.looking) {
      one.again = true
      return
    }
    one.looking = true
    try {
      do {
        one.again = false
        const { position, over } = await one.look()
        if (position !== one.told) one.stream.say((one.told = position))
        if (over) end(one, 'over')
      } while (one.again && open.has(one))
    } catch (error) {
      // What passes by itself is looked at again with the next breath.
      if (!(error instanceof CivicError && error.retryable)) end(one, 'refused')
    } finally {
      one.looking = false
    }
  }
  const lookAt = (some: Iterable<Open>) => void Promise.all(Array.from(some, look))

  const tail = startLoop(async () => {
    if (last === null || open.size === 0) return
    try {
      for (let count = BATCH; count === BATCH;) {
        const events = await happenedAfter(db.read, last, BATCH)
        count = events.length
        last = events.at(-1)?.position ?? last
        const touched = new Set<Open>()
        for (const { thingKind, thingId } of events)
          for (const one of byThing.get(`${thingKind}:${thingId}`) ?? []) touched.add(one)
        lookAt(touched)
      }
    } catch {
      // The next waking, or the next second, reads on from the same place.
    }
  }, POLL_MS)
  let gathering: NodeJS.Timeout | undefined
  const stopListening = db.listen('positioned', () => {
    if (open.size === 0) return
    gathering ??= setTimeout(() => {
      gathering = undefined
      tail.wake()
    }, GATHER_MS)
  })

  const breaths = setInterval(
    () => {
      const before = performance.now() - limits.breathMs
      for (const one of open) {
        if (one.breathed > before) continue
        one.breathed = performance.now()
        if (one.stream.breathe()) void look(one)
        else {
          forget(one)
          one.stream.drop()
        }
      }
    },
    Math.min(BREATHS_MS, limits.breathMs),
  )
  breaths.unref()

  return {
    async open(follower, after) {
      if (stopped || open.size >= limits.all) throw new CivicError('OVERLOADED', { retryAfterMs: 5_000 })
      if ((byOwner.get(follower.owner)?.size ?? 0) >= limits.perOwner)
        throw new CivicError('RATE_LIMITED', { message: 'too many streams', retryAfterMs: 30_000 })
      // Nobody was waiting, so nobody has read on.
      if (open.size === 0) last = begun = null
      const stream = liveStream(() => forget(one))
      const one: Open = {
        ...follower,
        stream,
        told: null,
        looking: true,
        again: false,
        breathed: performance.now(),
      }
      // Counted, and told of what happens, from before the first look: nothing falls between.
      open.add(one)
      one.unwatch = follower.watch?.(() => void look(one))
      into(byOwner, one.owner, one)
      for (const key of keysOf(one)) into(byThing, key, one)
      try {
        await begin()
        const { position, over } = await follower.look()
        one.told = position
        if (position === after) stream.breathe()
        else stream.say(position)
        one.looking = false
        if (over) end(one, 'over')
        else if (one.again) void look(one)
      } catch (error) {
        forget(one)
        begun = last === null ? null : begun
        throw error
      }
      return stream.body
    },
    size: () => open.size,
    async stop() {
      stopped = true
      stopListening()
      clearTimeout(gathering)
      clearInterval(breaths)
      for (const one of open) end(one, 'restart')
      await tail.stop()
    },
  }
}
