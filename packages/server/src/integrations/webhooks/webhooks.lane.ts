/**
 * What is on its way to one endpoint, and what comes next: a pure machine, told what is due and what came back. At most
 * `width` at a time; of one thing never two at a time, so that an endpoint that takes what it is given hears of a thing in
 * the order in which it happened.
 */
export interface LaneItem {
  readonly id: number
  /** What it is about; null: in no order with anything. */
  readonly thing: number | null
}

export interface Lane<Item extends LaneItem> {
  /** Of what is due that which is not known yet. */
  fresh(items: readonly Item[]): Item[]
  /** Adds what is fresh. */
  offer(items: readonly Item[]): void
  /** This one is not sent; until that is kept it is not fresh again. */
  skip(id: number): void
  /** Those to send now, which are then on their way. */
  take(width: number): Item[]
  /** One has come back, however it ended; its thing is free again. */
  back(id: number): void
  /** What became of it is kept: from now on it may be offered again. */
  kept(id: number): void
  /** For good: nothing of it is sent any more, nor taken in; what is on its way comes back as it will. */
  close(): void
  readonly closed: boolean
  readonly waiting: number
  readonly onTheWay: number
  /** Of those neither sent nor kept. */
  readonly known: number
}

export function createLane<Item extends LaneItem>(): Lane<Item> {
  /** By id, so by when they were written down. */
  let queue: Item[] = []
  let closed = false
  const going = new Map<number, Item>()
  const things = new Set<number>()
  /** Came back, and is not written down yet. */
  const unwritten = new Set<number>()

  return {
    fresh(items) {
      const queued = new Set(queue.map(({ id }) => id))
      return items.filter(({ id }) => !queued.has(id) && !going.has(id) && !unwritten.has(id))
    },
    offer(items) {
      // It may have been closed while somebody looked for these.
      if (!closed && items.length > 0) queue = [...queue, ...items].toSorted((a, b) => a.id - b.id)
    },
    skip: (id) => void unwritten.add(id),
    take(width) {
      const taken: Item[] = []
      const left: Item[] = []
      for (const [i, item] of queue.entries()) {
        if (going.size >= width) {
          left.push(...queue.slice(i))
          break
        }
        if (item.thing !== null && things.has(item.thing)) {
          left.push(item)
          continue
        }
        if (item.thing !== null) things.add(item.thing)
        going.set(item.id, item)
        taken.push(item)
      }
      if (taken.length > 0) queue = left
      return taken
    },
    back(id) {
      const item = going.get(id)
      if (!item) return
      going.delete(id)
      if (item.thing !== null) things.delete(item.thing)
      unwritten.add(id)
    },
    kept: (id) => void unwritten.delete(id),
    close() {
      closed = true
      queue = []
    },
    get closed() {
      return closed
    },
    get waiting() {
      return queue.length
    },
    get onTheWay() {
      return going.size
    },
    get known() {
      return queue.length + going.size + unwritten.size
    },
  }
}
