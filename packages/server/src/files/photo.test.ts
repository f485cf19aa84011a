import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import exifr from 'exifr'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { readOrigin } from './origin.ts'
import { keepPhoto } from './photo.ts'

const photos = join(import.meta.dirname, '../../test/photos')
const photo = (name: string): string => join(photos, name)
const SHANGHAI = 480
const NOW = Date.parse('2026-04-01T00:00:00Z')
const folder = mkdtempSync(join(tmpdir(), 'civic-photo-'))
const spooled = (name: string, bytes: Uint8Array): string => {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

describe('what a phone wrote into a photo', () => {
  test.each([
    // Huawei writes no offset: its local time is the city's.
    ['huawei-portrait.jpg', '2026-03-14T00:21:05.000Z', 121.1053, 31.4552],
    ['xiaomi-offset.jpg', '2026-03-15T11:40:30.000Z', 121.1127, 31.4489],
    ['iphone-portrait.jpg', '2026-03-16T04:00:59.000Z', 121.0988, 31.4601],
  ])('%s tells when and where', async (name, at, lng, lat) => {
    const origin = await readOrigin(photo(name), SHANGHAI, NOW)
    expect(new Date(origin.takenAt ?? 0).toISOString()).toBe(at)
    expect(origin.place?.lng).toBeCloseTo(lng, 5)
    expect(origin.place?.lat).toBeCloseTo(lat, 5)
  })

  test('0°, 0° is no place', async () => {
    const origin = await readOrigin(photo('xiaomi-no-place.jpg'), SHANGHAI, NOW)
    expect(origin).toEqual({ takenAt: Date.parse('2026-03-16T23:05:00Z'), place: null })
  })

  test('a photo from a chat has neither, and that is fine', async () => {
    expect(await readOrigin(photo('saved-from-chat.jpg'), SHANGHAI, NOW)).toEqual({ takenAt: null, place: null })
  })

  test('a time to come counts as no time', async () => {
    const before = Date.parse('2026-03-14T00:00:00Z')
    expect((await readOrigin(photo('huawei-portrait.jpg'), SHANGHAI, before)).takenAt).toBeNull()
  })

  test('bytes without sense have neither', async () => {
    expect(await readOrigin(Buffer.from('no picture at all'), SHANGHAI, NOW)).toEqual({ takenAt: null, place: null })
  })
})

describe('what is kept of a photo', () => {
  test('it stands upright: the red board is at the top left', async () => {
    const kept = await keepPhoto(photo('huawei-portrait.jpg'), 'image/jpeg')
    expect([kept.width, kept.height]).toEqual([1920, 2560])
    const { data } = await sharp(kept.photo)
      .extract({ left: 20, top: 20, width: 40, height: 40 })
      .resize(1, 1)
      .raw()
      .toBuffer({ resolveWithObject: true })
    expect(data[0]).toBeGreaterThan(150)
    expect(data[2]).toBeLessThan(90)
  })

  test('no word of EXIF is left, in the photo or in its small copy', async () => {
    for (const name of ['huawei-portrait.jpg', 'iphone-portrait.jpg', 'xiaomi-offset.jpg']) {
      const source = readFileSync(photo(name))
      expect(source.includes('Exif')).toBe(true)
      const kept = await keepPhoto(photo(name), 'image/jpeg')
      for (const bytes of [kept.photo, kept.thumb]) {
        expect(await exifr.parse(bytes, true)).toBeUndefined()
        expect(bytes.includes('Exif')).toBe(false)
        expect(bytes.includes('HUAWEI') || bytes.includes('Apple') || bytes.includes('2026:03')).toBe(false)
      }
    }
  })

  test('the small copy is at most 320 pixels', async () => {
    const kept = await keepPhoto(photo('saved-from-chat.jpg'), 'image/jpeg')
    const { width, height, format } = await sharp(kept.thumb).metadata()
    expect([width, height, format]).toEqual([320, 240, 'jpeg'])
  })

  test('a small PNG with glass in it stays small and gets a white ground', async () => {
    const png = await sharp({
      create: { width: 40, height: 30, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .png()
      .toBuffer()
    const kept = await keepPhoto(spooled('glass.png', png), 'image/png')
    expect([kept.width, kept.height]).toEqual([40, 30])
    const { data } = await sharp(kept.photo).resize(1, 1).raw().toBuffer({ resolveWithObject: true })
    expect([...data]).toEqual([255, 255, 255])
  })

  test('a photo cut short is refused', async () => {
    const whole = readFileSync(photo('xiaomi-offset.jpg'))
    const cut = spooled('cut.jpg', whole.subarray(0, whole.length / 2))
    await expect(keepPhoto(cut, 'image/jpeg')).rejects.toMatchObject({ code: 'FILE_DAMAGED' })
  })

  test('a few bytes after the end, as some phones leave, do no harm', async () => {
    const trailing = Buffer.concat([readFileSync(photo('xiaomi-offset.jpg')), Buffer.alloc(512, 7)])
    expect((await keepPhoto(spooled('trailing.jpg', trailing), 'image/jpeg')).width).toBe(1920)
  })

  test('a small file that unpacks to 36 million pixels is refused before it is unpacked', async () => {
    const bomb = await sharp({ create: { width: 6_000, height: 6_000, channels: 3, background: '#fff' } })
      .png({ compressionLevel: 9 })
      .toBuffer()
    expect(bomb.length).toBeLessThan(300_000)
    const started = performance.now()
    await expect(keepPhoto(spooled('bomb.png', bomb), 'image/png')).rejects.toMatchObject({
      code: 'FILE_TOO_LARGE',
      fields: { file: 'pixels' },
    })
    const refused = performance.now()
    await sharp(bomb).raw().toBuffer()
    expect(refused - started).toBeLessThan(performance.now() - refused)
  })
})
