import { describe, expect, it } from 'vitest'
import { tellRecording, toldRecording } from '@civicgrid/kit/appeals'
import { looked, nameOf } from './recordings.ts'

const file = (type: string, name = 'x') => new File(['sound'], name, { type })
const lasting = (seconds: number | null) => () => Promise.resolve(seconds)

describe('a recording on its way', () => {
  it('is told by what it is and how long it plays', async () => {
    expect((await looked(file('audio/webm'), lasting(12))).preview).toBe('audio/12')
    expect((await looked(file('video/mp4'), lasting(null))).preview).toBe('video/')
    for (const one of [
      { video: true, seconds: 8 },
      { video: false, seconds: null },
    ])
      expect(toldRecording(tellRecording(one))).toEqual(one)
  })
  it('goes as it is', async () => {
    const speech = file('audio/mp4')
    expect((await looked(speech, lasting(60))).blob).toBe(speech)
  })
  it('is refused where it plays too long, before it is sent', async () => {
    const tooLong = { code: 'FILE_TOO_LARGE', fields: { file: 'seconds' } }
    await expect(looked(file('audio/webm'), lasting(63))).rejects.toMatchObject(tooLong)
    await expect(looked(file('video/mp4'), lasting(33))).rejects.toMatchObject(tooLong)
    expect((await looked(file('audio/webm'), lasting(61))).preview).toBe('audio/61')
  })
  it('is no picture', () =>
    expect(looked(file('image/jpeg'), lasting(1))).rejects.toMatchObject({ code: 'FILE_TYPE_UNSUPPORTED' }))
  it('of our own recorder has its length in its name', async () => {
    expect((await looked(file('audio/webm', nameOf(7, 'audio/webm')))).preview).toBe('audio/7')
    expect(nameOf(7, 'audio/mp4')).toBe('speech-7.m4a')
  })
})
