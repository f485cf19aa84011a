import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { acceptedType, sniff } from './sniff.ts'

const dot = sharp({ create: { width: 2, height: 2, channels: 3, background: '#123' } })

test('JPEG, PNG and WebP are known by their bytes', async () => {
  expect(sniff(readFileSync(join(import.meta.dirname, '../../test/photos/huawei-portrait.jpg')))).toBe('image/jpeg')
  expect(sniff(await dot.clone().png().toBuffer())).toBe('image/png')
  expect(sniff(await dot.clone().webp().toBuffer())).toBe('image/webp')
})

test.each([
  ['mp4', '\0\0\0\x18ftypisom\0\0\0\0isomiso2'],
  ['mp4', '\0\0\0\x14ftypqt  \0\0\0\0qt  '],
  ['mp4', '\0\0\0\x14ftypM4A \0\0\0\0M4A '],
  ['mp4', '\0\0\0\x14ftyp3gp5\0\0\0\0isom'],
  ['webm', '\x1aE\xdf\xa3\x01\0\0\0'],
  ['ogg', 'OggS\0\x02'],
  ['mp3', 'ID3\x04\0\0\0\0\0\x0a'],
  ['mp3', '\xff\xf3\x48\xc4'],
])('%s is known by its bytes', (container, head) => {
  expect(acceptedType(Buffer.from(head.padEnd(32, '\0'), 'latin1'))).toBe(container)
})

test.each(['heic', 'heix', 'mif1', 'msf1'])('an iPhone photo of brand %s is HEIC', (brand) => {
  const head = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}\0\0\0\0mif1heic`)])
  expect(() => acceptedType(head)).toThrowError(expect.objectContaining({ code: 'FILE_HEIC_UNSUPPORTED' }))
})

test.each([
  ['a zip', Buffer.from('PK\x03\x04\x14\0\0\0\x08\0'.padEnd(40, '\0'), 'latin1')],
  ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
  ['a GIF', Buffer.from('GIF89a\x01\0\x01\0'.padEnd(40, '\0'), 'latin1')],
  ['an AVI', Buffer.from('RIFF\0\0\0\0AVI LIST'.padEnd(40, '\0'), 'latin1')],
  ['a film of a brand nobody knows', Buffer.from('\0\0\0\x18ftypxxxx\0\0\0\0isomiso2', 'latin1')],
  ['AAC without a container', Buffer.from('\xff\xf1\x50\x80'.padEnd(40, '\0'), 'latin1')],
  ['nothing', Buffer.alloc(0)],
])('%s is no photo and no recording', (_what, bytes) => {
  expect(() => acceptedType(bytes)).toThrowError(expect.objectContaining({ code: 'FILE_TYPE_UNSUPPORTED' }))
})
