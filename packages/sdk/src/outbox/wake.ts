/** Milliseconds: the first pause after a failure, doubled each time, and the longest. */
const PAUSE = { least: 5_000, most: 300_000 }

/** Tells of a network that is back, and of somebody who looks again. @returns stops that */
export type Occasions = (on: { back(): void; seen(): void }) => () => void

const ofBrowser: Occasions = ({ back, seen }) => {
  if (typeof document === 'undefined') return () => {}
  const shown = () => {
    if (!document.hidden) seen()
  }
  addEventListener('online', back)
  document.addEventListener('visibilitychange', shown)
  return () => {
    removeEventListener('online', back)
    document.removeEventListener('visibilitychange', shown)
  }
}

export interface Wakeful {
  /** Tells this tab's listeners, and those of the others. */
  changed(): void
  onChange(listener: () => void): () => void
  /** Works now and whenever that may help. @returns stops that */
  start(work: () => Promise<void>): () => void
  /** Works again after a while, longer each time. @param least what the server asks for; null: nothing is left to do */
  later(least: number | null): void
}

/** What makes an outbox try again: the network, somebody who looks at the page, another tab, time. */
export function wakeful(account: string, occasions: Occasions = ofBrowser): Wakeful {
  const listeners = new Set<() => void>()
  const tell = () => listeners.forEach((listener) => listener())
  const others = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(`civic-outbox/${account}`)
  const shout = others && others.postMessage.bind(others)
  if (others) {
    others.onmessage = tell
    // In Node a channel that listens keeps the process alive.
    ;(others as { unref?: () => void }).unref?.()
  }
  let work: (() => Promise<void>) | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  const run = () => {
    clearTimeout(timer)
    // A database that fails is tried again with the next occasion.
    if (work) work().catch(() => {})
  }
  const back = () => {
    failures = 0
    run()
  }

  return {
    changed() {
      tell()
      shout?.(null)
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start(given) {
      work = given
      const deaf = occasions({ back, seen: run })
      run()
      return () => {
        work = undefined
        clearTimeout(timer)
        deaf()
      }
    },
    later(least) {
      failures = least === null ? 0 : failures + 1
      if (least === null || !work) return
      const pause = Math.min(PAUSE.most, PAUSE.least * 2 ** (failures - 1))
      timer = setTimeout(run, Math.max(least, pause * (0.5 + Math.random() / 2)))
    },
  }
}
