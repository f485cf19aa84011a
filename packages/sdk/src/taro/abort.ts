type Listener = (event: { type: 'abort' }) => void

/** Told when its controller aborts; as far as the SDK and kit listen to one. */
export class AbortSignal {
  aborted = false
  reason: unknown
  private listeners: { listener: Listener; once: boolean }[] = []

  addEventListener(_type: 'abort', listener: Listener, options?: { once?: boolean }): void {
    this.listeners.push({ listener, once: options?.once === true })
  }
  removeEventListener(_type: 'abort', listener: Listener): void {
    this.listeners = this.listeners.filter((each) => each.listener !== listener)
  }
  /** For its controller. */
  end(reason: unknown): void {
    if (this.aborted) return
    this.aborted = true
    this.reason = reason
    const told = this.listeners
    this.listeners = told.filter(({ once }) => !once)
    for (const { listener } of told) listener({ type: 'abort' })
  }
}

/** No mini-program has one. A bundler puts this in its place (webpack's ProvidePlugin). */
export class AbortController {
  readonly signal = new AbortSignal()

  abort(reason?: unknown): void {
    if (reason !== undefined) return this.signal.end(reason)
    const error = new Error('aborted')
    error.name = 'AbortError'
    this.signal.end(error)
  }
}
