/** What the web-views of Android 8 and iOS 12 lack and our bundles use, as the standard has it for the ways we call it. */
export const ON_OBJECT = {
  hasOwn: (thing: object, key: PropertyKey): boolean => Object.prototype.hasOwnProperty.call(thing, key),
  fromEntries(entries: Iterable<readonly [string, unknown]>): Record<string, unknown> {
    const thing: Record<string, unknown> = {}
    for (const [key, value] of entries) thing[key] = value
    return thing
  },
}

export const ON_ARRAYS = {
  at(this: readonly unknown[], index: number): unknown {
    return this[index < 0 ? this.length + index : index]
  },
  flat(this: readonly unknown[]): unknown[] {
    return ([] as unknown[]).concat(...this)
  },
  flatMap(this: readonly unknown[], fn: (value: unknown, index: number) => unknown): unknown[] {
    return ([] as unknown[]).concat(...this.map((value, index) => fn(value, index)))
  },
}

export const ON_STRINGS = {
  replaceAll(this: string, what: string | RegExp, by: string): string {
    return typeof what === 'string' ? this.split(what).join(by) : this.replace(what, by)
  },
  matchAll(this: string, pattern: RegExp): Iterable<RegExpExecArray> {
    const found: RegExpExecArray[] = []
    const own = new RegExp(pattern.source, pattern.flags)
    for (let match = own.exec(this); match; match = own.exec(this)) {
      found.push(match)
      if (match[0] === '') own.lastIndex++
    }
    return found
  },
}

/** What ends a request: who listens is told once. The `fetch` of a web-view that lacks this does not look at signals. */
class Signal {
  aborted = false
  readonly listeners = new Set<() => void>()
  addEventListener(_type: 'abort', listener: () => void): void {
    this.listeners.add(listener)
  }
  removeEventListener(_type: 'abort', listener: () => void): void {
    this.listeners.delete(listener)
  }
}
class Controller {
  readonly signal = new Signal()
  abort(): void {
    if (this.signal.aborted) return
    this.signal.aborted = true
    for (const listener of [...this.signal.listeners]) listener()
  }
}
export const ON_WINDOW = { AbortController: Controller }

/** Each is put only where it is missing. */
export function define(target: object, methods: object): void {
  for (const [name, value] of Object.entries(methods)) {
    if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true })
  }
}
