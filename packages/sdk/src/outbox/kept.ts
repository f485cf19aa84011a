/**
 * Where an outbox keeps its rows: names to values that survive structured cloning. A value that was put is there once the
 * promise has settled, also when the page is killed right after.
 */
export interface KeptStore {
  /** False where nothing outlives the page: a private window, a web-view without a database. */
  readonly durable: boolean
  /** True where nobody else can be over it at the same time, as in a mini-program: then no turns are taken. */
  readonly sole?: boolean
  get<T>(name: string): Promise<T | undefined>
  /** Everything whose name begins so, in the order of the names. */
  list<T>(prefix: string): Promise<T[]>
  /** All of them or none. @throws where the device has no room */
  put(rows: Readonly<Record<string, unknown>>): Promise<void>
  /**
   * Reads and writes with nobody in between, also not in another tab. What `to` gives is kept; undefined removes it.
   * @returns what is there after it
   */
  change<T>(name: string, to: (old: T | undefined) => T | undefined): Promise<T | undefined>
  /** Everything whose name begins so. */
  remove(prefix: string): Promise<void>
}

/** For one page alone, and for tests. */
export function memoryStore(): KeptStore {
  const rows = new Map<string, unknown>()
  const names = (prefix: string) => Array.from(rows.keys()).filter((name) => name.startsWith(prefix))
  return {
    durable: false,
    get: <T>(name: string) => Promise.resolve(rows.get(name) as T | undefined),
    list: <T>(prefix: string) =>
      Promise.resolve(
        names(prefix)
          .sort()
          .map((name) => rows.get(name) as T),
      ),
    put(added) {
      for (const name of Object.keys(added)) rows.set(name, added[name])
      return Promise.resolve()
    },
    change<T>(name: string, to: (old: T | undefined) => T | undefined) {
      const next = to(rows.get(name) as T | undefined)
      if (next === undefined) rows.delete(name)
      else rows.set(name, next)
      return Promise.resolve(next)
    },
    remove(prefix) {
      for (const name of names(prefix)) rows.delete(name)
      return Promise.resolve()
    },
  }
}
