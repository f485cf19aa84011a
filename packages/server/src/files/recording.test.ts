import { CivicError } from '@civicgrid/contracts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  box,
  browserRecording,
  CREATED,
  fragmentedSound,
  oggSpeech,
  phoneFilm,
  phoneSpeech,
  SECRETS,
} from '../../test/recordings.ts'
import { checksum } from './ogg.ts'
import { cleanRecording, CONTAINERS, type Container } from './recording.ts'

const left = (bytes: Buffer): string[] => SECRETS.filter((secret) => bytes.includes(secret, 0, 'latin1'))

const code = (make: () => unknown): unknown => {
  try {
    return make()
  } catch (error) {
    return error instanceof CivicError ? [error.code, error.fields?.file].filter(Boolean).join(' ') : error
  }
}

describe('what a device wrote about itself goes, in place', () => {
  test.each<[string, Container, () => Buffer, object, string]>([
    ['a film of a phone', 'mp4', () => phoneFilm(), { mime: 'video/mp4', durationMs: 12_000 }, 'PICTURE-AND-SOUND'],
    ['QuickTime', 'mp4', () => phoneFilm({ brand: 'qt  ' }), { mime: 'video/mp4', durationMs: 12_000 }, 'PICTURE'],
    ['sound alone', 'mp4', () => phoneFilm({ handlers: ['soun'] }), { mime: 'audio/mp4', durationMs: 12_000 }, 'SOUND'],
    ['fragments', 'mp4', () => fragmentedSound(20), { mime: 'audio/mp4', durationMs: 20_000 }, 'SOUND'],
    ['a browser’s WebM', 'webm', () => browserRecording(), { mime: 'audio/webm', durationMs: 7990 }, 'OPUS'],
    [
      'a browser’s film',
      'webm',
      () => browserRecording({ video: true }),
      { mime: 'video/webm', durationMs: 7990 },
      'OPUS',
    ],
    ['speech of WeChat’s recorder', 'mp3', () => phoneSpeech(9), { mime: 'audio/mpeg', durationMs: 9000 }, 'SOUND'],
    ['Ogg with Opus', 'ogg', () => oggSpeech(9), { mime: 'audio/ogg', durationMs: 9000 }, 'SOUND'],
  ])('%s', (_what, container, make, told, kept) => {
    const before = make()
    const bytes = make()
    expect(left(before)).not.toEqual([])
    expect(cleanRecording(bytes, container)).toEqual(told)
    expect(left(bytes)).toEqual([])
    // The same length, and what is played untouched in its place.
    expect(bytes.length).toBe(before.length)
    expect(bytes.indexOf(kept)).toBe(before.indexOf(kept))
  })

  test('the instant of filming is not told', () => {
    const bytes = phoneFilm()
    const created = Buffer.alloc(4)
    created.writeUInt32BE(CREATED)
    expect(bytes.includes(created)).toBe(true)
    cleanRecording(bytes, 'mp4')
    expect(bytes.includes(created)).toBe(false)
  })

  test('cleaning twice changes nothing more', () => {
    for (const [container, bytes] of [
      ['mp4', phoneFilm()],
      ['webm', browserRecording()],
      ['ogg', oggSpeech(3)],
      ['mp3', phoneSpeech(3)],
    ] as const) {
      cleanRecording(bytes, container)
      const once = Buffer.from(bytes)
      cleanRecording(bytes, container)
      expect(bytes.equals(once)).toBe(true)
    }
  })

  test('the emptied pages of an Ogg carry the checksum of what they hold now', () => {
    const bytes = oggSpeech(3)
    cleanRecording(bytes, 'ogg')
    const at = bytes.indexOf('OggS', 1)
    const until = bytes.indexOf('OggS', at + 1)
    const page = Buffer.from(bytes.subarray(at, until))
    const told = page.readUInt32LE(22)
    page.writeUInt32LE(0, 22)
    expect(checksum(page)).toBe(told)
    // The one of RFC 3533's own polynomial over a known text.
    expect(checksum(Buffer.from('123456789'))).toBe(0x89a1897f)
  })
})

describe('what is refused', () => {
  test.each<[string, () => unknown, string]>([
    ['a film of 33 s', () => cleanRecording(phoneFilm({ seconds: 33 }), 'mp4'), 'FILE_TOO_LARGE seconds'],
    ['speech of 63 s', () => cleanRecording(oggSpeech(63), 'ogg'), 'FILE_TOO_LARGE seconds'],
    ['an MP3 of 63 s', () => cleanRecording(phoneSpeech(63), 'mp3'), 'FILE_TOO_LARGE seconds'],
    ['an MP3 of a tag', () => cleanRecording(Buffer.from('ID3\x03\0\0\0\0\x7f\x7f'), 'mp3'), 'FILE_DAMAGED'],
    ['fragments of 70 s', () => cleanRecording(fragmentedSound(70), 'mp4'), 'FILE_TOO_LARGE seconds'],
    ['a WebM of 64 s', () => cleanRecording(browserRecording({ seconds: 64 }), 'webm'), 'FILE_TOO_LARGE seconds'],
    ['a film cut short', () => cleanRecording(phoneFilm().subarray(0, 300), 'mp4'), 'FILE_DAMAGED'],
    ['a film without tracks', () => cleanRecording(phoneFilm({ handlers: [] }), 'mp4'), 'FILE_DAMAGED'],
    ['an MP4 of nothing', () => cleanRecording(box('ftyp', 'isom'), 'mp4'), 'FILE_DAMAGED'],
    ['a WebM of nothing', () => cleanRecording(browserRecording().subarray(0, 20), 'webm'), 'FILE_DAMAGED'],
    ['an Ogg of something else', () => cleanRecording(Buffer.from(`OggS${'\0'.repeat(60)}`), 'ogg'), 'FILE_DAMAGED'],
    ['speech of 61.5 s, which a slow finger makes of 60', () => cleanRecording(oggSpeech(61), 'ogg').mime, 'audio/ogg'],
  ])('%s', (_what, make, told) => expect(code(make)).toBe(told))

  test('an MP3 with hardly any sound in it is given up before its end', () => {
    const bytes = Buffer.alloc(1_000_000, 7)
    expect(code(() => cleanRecording(bytes, 'mp3'))).toBe('FILE_DAMAGED')
    expect(bytes.at(-1)).toBe(7)
  })

  test('whatever the bytes are, they are cleaned or refused as damaged or too large, and never grow', () => {
    const sound = { mp4: phoneFilm(), webm: browserRecording(), ogg: oggSpeech(2), mp3: phoneSpeech(2) }
    fc.assert(
      fc.property(
        fc.constantFrom(...CONTAINERS),
        fc.array(fc.tuple(fc.nat(900), fc.nat(255)), { maxLength: 12 }),
        fc.nat(900),
        (container, changes, cut) => {
          const bytes = Buffer.from(sound[container])
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
          const told = code(() => cleanRecording(bytes.subarray(0, bytes.length - (cut % bytes.length)), container))
          if (typeof told === 'string') expect(told).toMatch(/^FILE_(DAMAGED|TOO_LARGE)/)
          else expect(told).toMatchObject({ mime: expect.stringMatching(/^(audio|video)\//) })
        },
      ),
      { numRuns: 1500 },
    )
  })
})
