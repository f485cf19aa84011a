import type { Progress } from '@civicgrid/sdk'
import { onBeforeUnmount, onMounted, ref } from 'vue'
import { local, locale, t, word } from '../../platform/words.ts'
import { promiseLine } from '../status.ts'

/** What is read out: what it is about, where it stands, by when; then the result, if there is one. @param now epoch ms */
export function spoken(appeal: Progress, now: number): string {
  const status = t('appeal.readStatus', {
    category: local(appeal.category.name),
    status: word('status', appeal.status),
    promise: promiseLine(appeal, now).text,
  })
  const reply = appeal.reply?.text ? `${t('appeal.result')}: ${appeal.reply.text}` : ''
  return [status, reply].filter(Boolean).join('\n')
}

/** 读给我听, by the phone's own voice; nothing is sent anywhere. */
export function useReadAloud() {
  const can = ref(false)
  const reading = ref(false)
  const stop = () => {
    reading.value = false
    window.speechSynthesis?.cancel()
  }
  onMounted(() => {
    can.value = 'speechSynthesis' in window && 'SpeechSynthesisUtterance' in window
  })
  onBeforeUnmount(() => {
    if (reading.value) stop()
  })
  return {
    can,
    reading,
    stop,
    read(text: string) {
      stop()
      const words = new SpeechSynthesisUtterance(text)
      words.lang = locale()
      // A little slower than a phone reads by itself: whoever asks for this is not in a hurry.
      words.rate = 0.9
      const over = () => {
        reading.value = false
      }
      words.onend = over
      words.onerror = over
      reading.value = true
      window.speechSynthesis.speak(words)
    },
  }
}
