import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'

/** Milliseconds without a key after which it is asked: nobody is disturbed in the middle of a word. */
const QUIET_MS = 700

/** Of a long text the beginning is asked about: more does not fit into an address. */
const MOST = 400

/**
 * What the server knows about the words being written, asked once they rest. A help, never a hurdle: what goes wrong is not
 * told. What was found stays until something else is, or the words are gone.
 * @param words null while they tell too little
 * @param none what is known before anything was asked
 */
export function useQuiet<T>(
  words: () => string | null,
  ask: (words: string, signal: AbortSignal) => Promise<T>,
  none: T,
): Readonly<ShallowRef<T>> {
  const found = shallowRef(none)
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking: AbortController | undefined

  async function find(text: string): Promise<void> {
    const mine = new AbortController()
    asking = mine
    const answer = await ask(text.slice(0, MOST), mine.signal).catch(() => none)
    if (!mine.signal.aborted) found.value = answer
  }
  function stop(): void {
    clearTimeout(timer)
    asking?.abort()
  }
  watch(
    words,
    (text) => {
      stop()
      if (text === null) found.value = none
      else timer = setTimeout(() => void find(text), QUIET_MS)
    },
    { immediate: typeof window !== 'undefined' },
  )
  onScopeDispose(stop)
  return found
}
