import { AUDIO_MAX_MS } from '@civicgrid/contracts/constants'
import Taro, { useDidHide } from '@tarojs/taro'
import { onScopeDispose, ref } from 'vue'
import { useAllowed } from '../../../platform/use-allowed.ts'

/** Shorter than this nothing was said; milliseconds. */
const LEAST_MS = 500
/** Speech is understood well at this, every phone makes it, and a minute is a quarter of a megabyte. */
const HOW = { format: 'mp3', sampleRate: 16_000, numberOfChannels: 1, encodeBitRate: 32_000 } as const

type Phase = 'idle' | 'asking' | 'recording'

/**
 * Records speech for a minute at most by the one recorder that WeChat has.
 * @param done told of what was recorded: its temporary file, and how long it plays
 */
export function useRecorder(done: (path: string, seconds: number) => void) {
  const microphone = useAllowed('scope.record')
  const phase = ref<Phase>('idle')
  const seconds = ref(0)
  const failed = ref(false)
  const manager = Taro.getRecorderManager()
  let timer: ReturnType<typeof setInterval> | undefined
  let left = false

  function rest(): void {
    clearInterval(timer)
    phase.value = 'idle'
  }
  manager.onStart(() => {
    // Whoever closed the sheet before the microphone was there wants no recording.
    if (left) return manager.stop()
    const began = Date.now()
    seconds.value = 0
    phase.value = 'recording'
    timer = setInterval(() => {
      seconds.value = Math.floor((Date.now() - began) / 1000)
    }, 500)
  })
  manager.onStop(({ tempFilePath, duration }) => {
    rest()
    if (!left && duration >= LEAST_MS) done(tempFilePath, Math.max(1, Math.round(duration / 1000)))
  })
  manager.onError((error) => {
    rest()
    try {
      microphone.refuse(error)
    } catch {
      failed.value = true
    }
  })

  function start(): void {
    if (phase.value !== 'idle') return
    phase.value = 'asking'
    failed.value = false
    microphone.refused.value = null
    manager.start({ duration: AUDIO_MAX_MS, ...HOW })
  }
  function stop(): void {
    if (phase.value === 'recording') manager.stop()
  }
  // In the background WeChat gives no sound: what was said until then is kept.
  useDidHide(stop)
  onScopeDispose(() => {
    left = true
    stop()
    clearInterval(timer)
  })
  return { phase, seconds, failed, microphone, start, stop }
}
