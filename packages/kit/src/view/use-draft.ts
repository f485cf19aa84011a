import { onScopeDispose, reactive, watch } from 'vue'

/** What a draft is kept in: localStorage in a browser, the storage of a mini-program there. */
export interface DraftStore {
  get(key: string): string | null
  set(key: string, value: string): void
  remove(key: string): void
}

export interface Draft<T extends object> {
  readonly value: T
  /** Whether something from an earlier visit was found. */
  readonly found: boolean
  /** Keeps at once what was just typed: the page may be about to go. */
  keep(): void
  /** Back to the blank form, and nothing kept. */
  drop(): void
}

/** Drafts survive this long, so that a phone handed on does not tell of last year. */
const KEPT_MS = 7 * 24 * 3_600_000

interface Kept<T> {
  at: number
  value: T
}

function read<T extends object>(store: DraftStore, key: string, now: number): Partial<T> | null {
  try {
    const kept = JSON.parse(store.get(key) ?? 'null') as Kept<Partial<T>> | null
    return kept && now - kept.at < KEPT_MS ? kept.value : null
  } catch {
    return null
  }
}

/**
 * A form that is kept while it is written.
 * A full or forbidden storage loses the draft and never the form.
 * @param blank makes an empty form; only its keys are taken from what was kept.
 */
export function useDraft<T extends object>(
  key: string,
  blank: () => T,
  store: DraftStore,
  waitMs = 300,
  clock = { now: () => Date.now() },
): Draft<T> {
  const kept = read<T>(store, key, clock.now())
  const value = reactive(blank()) as T
  for (const name of Object.keys(value) as (keyof T)[]) {
    const old = kept?.[name]
    if (old !== undefined) value[name] = old
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  const save = () => {
    timer = undefined
    try {
      store.set(key, JSON.stringify({ at: clock.now(), value } satisfies Kept<T>))
    } catch {
      // Private windows and full phones: the form itself still works.
    }
  }
  watch(
    value,
    () => {
      clearTimeout(timer)
      timer = setTimeout(save, waitMs)
    },
    { deep: true, flush: 'sync' },
  )
  const keep = () => {
    if (timer === undefined) return
    clearTimeout(timer)
    save()
  }
  onScopeDispose(keep)
  return {
    value,
    found: kept !== null,
    keep,
    drop() {
      Object.assign(value, blank())
      clearTimeout(timer)
      timer = undefined
      store.remove(key)
    },
  }
}
