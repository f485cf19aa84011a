import { sleep } from '../transport/abort.ts'
import { newKey } from '../transport/key.ts'
import type { KeptStore } from './kept.ts'

/** How long a lease lasts: whoever holds it renews it thrice in that time, and a tab that was killed blocks no longer. */
const LEASE_MS = 15_000

interface Lease {
  holder: string
  until: number
}

/** A part of the browser's lock manager, which old web-views lack. */
export interface Locks {
  request<T>(name: string, options: { signal: AbortSignal }, work: () => Promise<T>): Promise<T>
}

export const locksHere = (): Locks | null => (typeof navigator === 'undefined' ? null : (navigator.locks ?? null))

/**
 * Runs a piece of work while no other tab runs one of that name. By the browser's locks; without them by a lease in the
 * store that all tabs share.
 */
export async function alone<T>(
  store: KeptStore,
  name: string,
  signal: AbortSignal,
  work: () => Promise<T>,
  locks: Locks | null = locksHere(),
): Promise<T> {
  if (locks) return locks.request(name, { signal }, work)

  const holder = newKey()
  const row = `lease/${name}`
  const take = () =>
    store.change<Lease>(row, (lease) =>
      lease && lease.holder !== holder && lease.until > Date.now() ? lease : { holder, until: Date.now() + LEASE_MS },
    )
  while ((await take())?.holder !== holder) await sleep(LEASE_MS / 10, signal)
  const renewing = setInterval(() => void take().catch(() => {}), LEASE_MS / 3)
  try {
    return await work()
  } finally {
    clearInterval(renewing)
    await store.change<Lease>(row, (lease) => (lease?.holder === holder ? undefined : lease))
  }
}
