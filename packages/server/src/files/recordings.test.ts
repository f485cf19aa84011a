import { describe, expect, test } from 'vitest'
import { browserRecording, oggSpeech, phoneFilm, SECRETS } from '../../test/recordings.ts'
import { HUAWEI, unfinishedFiles, uploadServer } from '../../test/uploads.ts'

const { at, send, rows, kept } = uploadServer()
const get = (address: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(at.server.url + address, { headers, method })

describe('a recording', () => {
  test.each([
    ['speech.webm', () => browserRecording(), 'audio/webm'],
    ['speech.ogg', () => oggSpeech(4), 'audio/ogg'],
    ['IMG_0001.MOV', () => phoneFilm({ brand: 'qt  ' }), 'video/mp4'],
    ['a film that calls itself a photo.jpg', () => phoneFilm(), 'video/mp4'],
  ])('%s is kept as what its bytes are, without what its device wrote', async (name, make, mime) => {
    const sent = make()
    const { status, file } = await send(sent, { name })
    expect([status, file.mime, file.bytes, file.thumb, file.width]).toEqual([201, mime, sent.length, '', 0])
    const response = await get(file.url)
    expect(response.headers.get('content-type')).toBe(mime)
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(bytes.length).toBe(sent.length)
    expect(SECRETS.filter((secret) => bytes.includes(secret))).toEqual([])
    expect(unfinishedFiles(at.server.folder)).toEqual([])
  })

  test('is played from where a player asks, whole or in pieces', async () => {
    const { file } = await send(phoneFilm())
    const whole = Buffer.from(await (await get(file.url)).arrayBuffer())
    const part = async (range: string) => {
      const response = await get(file.url, { range })
      const bytes = Buffer.from(await response.arrayBuffer())
      return [response.status, response.headers.get('content-range'), bytes.toString('hex')]
    }
    const n = whole.length
    const hex = (from: number, until: number) => whole.subarray(from, until).toString('hex')
    expect(await part('bytes=0-1')).toEqual([206, `bytes 0-1/${n}`, hex(0, 2)])
    expect(await part('bytes=10-')).toEqual([206, `bytes 10-${n - 1}/${n}`, hex(10, n)])
    expect(await part('bytes=-5')).toEqual([206, `bytes ${n - 5}-${n - 1}/${n}`, hex(n - 5, n)])
    expect(await part(`bytes=4-${n + 999}`)).toEqual([206, `bytes 4-${n - 1}/${n}`, hex(4, n)])
    expect(await part(`bytes=${n}-`)).toEqual([416, `bytes */${n}`, ''])
    expect((await part('bytes=0-1,4-5'))[0]).toBe(200)
    expect((await part('lines=1-2'))[0]).toBe(200)
    const head = await get(file.url, {}, 'HEAD')
    expect([head.headers.get('accept-ranges'), head.headers.get('content-length')]).toEqual(['bytes', String(n)])
  })

  test('a photo answers ranges, too', async () => {
    const { file } = await send(HUAWEI)
    const response = await get(file.url, { range: 'bytes=0-2' })
    expect([response.status, Buffer.from(await response.arrayBuffer()).toString('hex')]).toEqual([206, 'ffd8ff'])
  })

  test('a film of many megabytes goes out piece by piece and arrives whole', async () => {
    const film = Buffer.concat([
      phoneFilm(),
      Buffer.from([0, 0, 0, 0]),
      Buffer.from('mdat'),
      Buffer.alloc(12_000_000, 7),
    ])
    const { status, file } = await send(film)
    expect([status, file.bytes]).toEqual([201, film.length])
    const bytes = Buffer.from(await (await get(file.url)).arrayBuffer())
    expect(bytes.length).toBe(film.length)
    expect(bytes.subarray(-1000).every((byte) => byte === 7)).toBe(true)
  })

  test.each<[string, () => Buffer, number, string]>([
    ['too long a film', () => phoneFilm({ seconds: 40 }), 413, 'FILE_TOO_LARGE'],
    [
      'sound of more than 10 MB',
      () => Buffer.concat([phoneFilm({ handlers: ['soun'] }), Buffer.from('\0\0\0\0mdat'), Buffer.alloc(10_500_000)]),
      413,
      'FILE_TOO_LARGE',
    ],
    ['more than 50 MB', () => Buffer.concat([phoneFilm(), Buffer.alloc(50 * 1024 * 1024)]), 413, 'FILE_TOO_LARGE'],
    ['a film cut short', () => phoneFilm().subarray(0, 200), 422, 'FILE_DAMAGED'],
    ['an MP3 without sound', () => Buffer.concat([Buffer.from('ID3\x04'), Buffer.alloc(500)]), 422, 'FILE_DAMAGED'],
    ['a WAV', () => Buffer.from('RIFF\0\0\0\0WAVEfmt '.padEnd(500, '\0'), 'latin1'), 415, 'FILE_TYPE_UNSUPPORTED'],
  ])('%s is refused and leaves nothing behind', async (_what, make, status, code) => {
    const before = [await rows(), kept().length]
    const answer = await send(make())
    expect([answer.status, answer.error.code]).toEqual([status, code])
    expect([await rows(), kept().length]).toEqual(before)
    expect(unfinishedFiles(at.server.folder)).toEqual([])
  })
})
