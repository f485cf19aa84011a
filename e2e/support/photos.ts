import { fileURLToPath } from 'node:url'

const folder = new URL('../../packages/server/test/photos/', import.meta.url)

/** Real phones' JPEGs, with what they write into them. */
export const PHOTOS = [
  'huawei-portrait.jpg',
  'iphone-portrait.jpg',
  'saved-from-chat.jpg',
  'xiaomi-offset.jpg',
] as const

/** Paths of so many photos; the same ones come again when there are not enough. */
export const photos = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => fileURLToPath(new URL(PHOTOS[i % PHOTOS.length] ?? '', folder)))
