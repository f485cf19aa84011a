import { AUDIO_MAX_MS } from '@civicgrid/contracts/constants'
import Taro, { useDidHide } from '@tarojs/taro'
import { onScopeDispose, ref } from 'vue'
import { useAllowed } from '../../../platform/use-allowed.ts'

/** Shorter than this nothing was said; milliseconds. */
const LEAST_MS = 500
/** Speech is understood well at this, every phone makes it, and a minute is a quarter of a megabyte. */
const HOW = { format: 'mp3', sampleRate: 16_000, numberOfChannels: 1, encodeBitRate: 32_000 } as const

interface Listening {
  began(): void
  ended(told: { tempFilePath: string; duration: number }): void
  failed(error: unknown): void
}

let manager: Taro.RecorderManager | undefined
let listening: Listening | null = null

/** WeChat has one recorder and takes no listener back: they are given once, and tell whoever records now. */
function recorder(): Taro.RecorderManager {
  if (manager) return manager
  const one = Taro.getRecorderManager()
  // Whoever closed the sheet before the microphone was there wants no recording.
  one.onStart(() => (listening ? listening.began() : one.stop()))
  one.onStop((told) => listening?.ended(told))
  one.onError((error) => listening?.failed(error))
  manager = one
  return one
}

/**
 * Records speech for a minute at most.
 * @param done told of what was recorded: its temporary file, and how long it plays
 */
export function useRecorder(done: (path: string, seconds: number) => void) {
  const microphone = useAllowed('scope.record')
  const phase = ref<'idle' | 'asking' | 'recording'>('idle')
  const seconds = ref(0)
  const failed = ref(false)
  let timer: ReturnType<typeof setInterval> | undefined

  function rest(): void {
    clearInterval(timer)
    phase.value = 'idle'
  }
  const mine: Listening = {
    began() {
      const began = Date.now()
      seconds.value = 0
      phase.value = 'recording'
      timer = setInterval(() => {
        seconds.value = Math.floor((Date.now() - began) / 1000)
      }, 500)
    },
    ended({ tempFilePath, duration }) {
      rest()
      if (duration >= LEAST_MS) done(tempFilePath, Math.max(1, Math.round(duration / 1000)))
    },
    failed(error) {
      rest()
      try {
        microphone.refuse(error)
      } catch {
        failed.value = true
      }
    },
  }
  function start(): void {
    if (phase.value !== 'idle') return
    phase.value = 'asking'
    failed.value = false
    microphone.refused.value = null
    listening = mine
    recorder().start({ duration: AUDIO_MAX_MS, ...HOW })
  }
  function stop(): void {
    if (phase.value === 'recording') recorder().stop()
  }
  // In the background WeChat gives no sound: what was said until then is kept.
  useDidHide(stop)
  onScopeDispose(() => {
    stop()
    clearInterval(timer)
    if (listening === mine) listening = null
  })
  return { phase, seconds, failed, microphone, start, stop }
}
