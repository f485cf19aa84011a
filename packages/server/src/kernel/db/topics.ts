import type { Topic } from './types.ts'

/** Who wants to hear what, in this process. */
export class Topics {
  readonly #heard: Record<Topic, Set<() => void>> = { appended: new Set(), positioned: new Set() }
  readonly #due = new Set<Topic>()

  listen(topic: Topic, heard: () => void): () => void {
    this.#heard[topic].add(heard)
    return () => this.#heard[topic].delete(heard)
  }

  /** Tells the listeners soon, once for all announcements until then. */
  announce(topic: Topic): void {
    if (this.#due.has(topic)) return
    this.#due.add(topic)
    setImmediate(() => {
      this.#due.delete(topic)
      for (const heard of this.#heard[topic]) heard()
    })
  }
}
