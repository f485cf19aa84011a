import { AUDIO_MAX_MS } from '@civicgrid/contracts/constants'
import { onScopeDispose, ref } from 'vue'
import { nameOf } from './recordings.ts'

/** As browsers can: Chrome and Firefox one of the first, Safari MP4. */
const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus', 'audio/webm']
/** Speech is understood well at this, and a minute is a quarter of a megabyte. */
const BITS_PER_SECOND = 32_000

type Phase = 'idle' | 'asking' | 'recording' | 'denied' | 'none'

/** Old web-views have no recorder at all. */
const canRecord = () => typeof MediaRecorder !== 'undefined' && 'mediaDevices' in navigator

/**
 * Records speech for a minute at most.
 * @param done told of what was recorded; nothing shorter than half a second
 */
export function useRecorder(done: (file: File, seconds: number) => void) {
  const phase = ref<Phase>(canRecord() ? 'idle' : 'none')
  const seconds = ref(0)
  let recorder: MediaRecorder | undefined
  let timer: ReturnType<typeof setInterval> | undefined
  /** Whether somebody let go before the microphone was there. */
  let wanted = false

  async function start() {
    if (phase.value === 'recording' || phase.value === 'asking' || phase.value === 'none') return
    phase.value = 'asking'
    wanted = true
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
      if (wanted) record(stream)
      else release(stream)
    } catch {
      phase.value = 'denied'
    }
  }

  function release(stream: MediaStream) {
    for (const track of stream.getTracks()) track.stop()
    if (phase.value !== 'none') phase.value = 'idle'
  }

  function record(stream: MediaStream) {
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type))
    const parts: Blob[] = []
    const began = Date.now()
    const made = new MediaRecorder(stream, { audioBitsPerSecond: BITS_PER_SECOND, ...(mimeType ? { mimeType } : {}) })
    recorder = made
    made.ondataavailable = ({ data }) => void parts.push(data)
    made.onstop = () => {
      clearInterval(timer)
      release(stream)
      const took = Date.now() - began
      if (!wanted || took < 500) return
      const type = (made.mimeType || mimeType || 'audio/webm').split(';')[0] ?? ''
      const lasted = Math.max(1, Math.round(took / 1000))
      done(new File(parts, nameOf(lasted, type), { type }), lasted)
    }
    made.start(1000)
    seconds.value = 0
    phase.value = 'recording'
    timer = setInterval(() => {
      seconds.value = Math.floor((Date.now() - began) / 1000)
      if (Date.now() - began >= AUDIO_MAX_MS) stop()
    }, 200)
  }

  function stop() {
    if (recorder?.state === 'recording') recorder.stop()
  }

  onScopeDispose(() => {
    wanted = false
    stop()
  })

  return { phase, seconds, start, stop }
}
