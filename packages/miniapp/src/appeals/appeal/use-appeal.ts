import { useFollowed } from '@civicgrid/kit/appeals'
import { isCivicError } from '@civicgrid/sdk'
import { useDidHide, useDidShow } from '@tarojs/taro'
import { ref } from 'vue'
import { civic } from '../../platform/civic.ts'
import { sentence } from '../../platform/errors.ts'
import { say } from '../../platform/go.ts'
import { isAway } from '../../platform/network.ts'
import { ownName, seen } from '../../platform/seen.ts'
import { useSession } from '../../platform/session.ts'

/** After the first look; then as the SDK watches, more and more seldom while nothing happens. */
const PAUSE_MS = 5_000

const pause = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, PAUSE_MS)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })

/** The first look is told at once, also that it failed; whoever is only out of reach for a while is looked for again. */
async function* watch(code: string, signal: AbortSignal) {
  try {
    const progress = await civic.progress.get(code, { signal })
    yield { progress }
    if (progress.status === 'archived') return
  } catch (error) {
    if (!isCivicError(error) || !error.retryable) throw error
    yield { error }
  }
  await pause(signal)
  if (!signal.aborted) yield* civic.appeals.watch(code, { signal })
}

/** One appeal, followed while its page is looked at: not while it is covered, and not in the background. */
export function useAppeal() {
  const code = ref('')
  const followed = useFollowed({
    watch: (signal) => watch(code.value, signal),
    say,
    sentence,
    seen: { store: seen, name: () => ownName(`appeal/${code.value}`)() },
  })
  const session = useSession()
  useDidShow(() => {
    // Photos of what is said go as soon as it is known whose they are.
    if (!isAway()) void session.find()
    void followed.follow()
  })
  useDidHide(followed.pause)
  return { code, ...followed }
}
