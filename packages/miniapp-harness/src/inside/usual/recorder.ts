import type { Outcome } from '../../phone.ts'
import { hand } from '../handed.ts'
import type { Acting, Option } from '../wx.ts'

/** What a recorder gives when a test says nothing else. */
const RECORDED = { tempFilePath: 'wxfile://tmp/voice.mp3', duration: 3000, fileSize: 4000 }

/**
 * One recorder and its states; ends are told to `RecorderManager.onStop` and `onError`. A test says by
 * `answer('RecorderManager.start', { fail })` why it does not start, and by `answer('RecorderManager.stop', …)` what it gives.
 */
export function recorder(fire: (name: string, told?: object) => void): Record<string, Acting> {
  let state: 'idle' | 'recording' | 'paused' = 'idle'
  const later = (name: string, told?: object) =>
    setTimeout(() => {
      hand(told)
      fire(`RecorderManager.${name}`, told)
    }, 0)
  const wrong = (errMsg: string) => later('onError', { errMsg })
  const failed = (outcome: Outcome | undefined): boolean => {
    if (!outcome || !('fail' in outcome)) return false
    state = 'idle'
    wrong(outcome.fail)
    return true
  }
  const from = (wanted: typeof state, next: typeof state, name: string): Acting => {
    return (outcome) => {
      if (failed(outcome)) return
      if (state !== wanted) return void wrong(`operateRecorder:fail recorder is ${state}`)
      state = next
      later(name)
    }
  }
  return {
    'RecorderManager.start': (outcome, given) => {
      if (failed(outcome)) return
      const { duration = 60_000 } = (given ?? {}) as Option & { duration?: number }
      if (duration > 600_000) return void wrong('operateRecorder:fail duration is longer than ten minutes')
      if (state !== 'idle') return void wrong('operateRecorder:fail audio is recording, don’t start record again')
      state = 'recording'
      later('onStart')
    },
    'RecorderManager.pause': from('recording', 'paused', 'onPause'),
    'RecorderManager.resume': from('paused', 'recording', 'onResume'),
    'RecorderManager.stop': (outcome) => {
      if (failed(outcome)) return
      if (state === 'idle') return void wrong('operateRecorder:fail recorder not start')
      state = 'idle'
      later('onStop', { ...RECORDED, ...(outcome && 'success' in outcome ? outcome.success : {}) })
    },
  }
}

/** A player that plays nothing and tells that it does; a test ends it by `fire('InnerAudioContext.onEnded')`. */
export function player(fire: (name: string, told?: object) => void): Record<string, Acting> {
  const tell = (name: string): Acting => {
    return (outcome) =>
      void setTimeout(() => {
        if (outcome && 'fail' in outcome) fire('InnerAudioContext.onError', { errMsg: outcome.fail, errCode: 10001 })
        else fire(`InnerAudioContext.${name}`)
      }, 0)
  }
  return {
    'InnerAudioContext.play': tell('onPlay'),
    'InnerAudioContext.pause': tell('onPause'),
    'InnerAudioContext.stop': tell('onStop'),
    'InnerAudioContext.seek': tell('onSeeked'),
    'InnerAudioContext.destroy': () => undefined,
  }
}
