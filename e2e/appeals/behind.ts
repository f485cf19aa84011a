/** What a journey needs to have happened before, and what it looks at behind the page; through the SDK alone. */
import { readFile } from 'node:fs/promises'
import type { Civic, Persona, Receipt } from '@civicgrid/sdk'
import { as, leaves, type Cast, type Leaf } from '../support/cast.ts'
import { photos } from '../support/photos.ts'

const calm = leaves.filter((leaf) => !leaf.urgent && leaf.emergency === undefined && !leaf.verifyOnSite)
const one = (leaf: Leaf | undefined): Leaf => {
  if (!leaf) throw new Error('the city has no such category')
  return leaf
}

/** Categories that do and do not ask for a photo. */
export const withPhoto = (): Leaf => one(calm.find((leaf) => leaf.photoRequired))
export const withoutPhoto = (): Leaf => one(calm.find((leaf) => !leaf.photoRequired))

export async function upload(civic: Civic): Promise<string> {
  const [path = ''] = photos(1)
  const file = new File([await readFile(path)], 'photo.jpg', { type: 'image/jpeg' })
  return (await civic.files.upload(file)).token
}

/** An appeal that was sent a moment ago. */
export async function sent(url: string, cast: Cast, who: Persona, text: string): Promise<Receipt> {
  const { lng, lat, name } = cast.place
  const leaf = withoutPhoto()
  return as(url, who).appeals.submit({
    kind: leaf.kinds[0] ?? 'help',
    category: leaf.code,
    text,
    place: { point: { lng, lat, crs: 'WGS-84' }, address: name['zh-CN'] },
  })
}

/** An appeal that a body has in hand. */
export async function inHand(url: string, cast: Cast, who: Persona, text: string): Promise<Receipt> {
  const operator = as(url, cast.operator).workOrders
  const { code, version } = await sent(url, cast, who, text)
  const accepted = await operator.accept({ code, expectedVersion: version })
  const bodyCode = cast.handler.body.code
  const dispatched = await operator.dispatch({ code, expectedVersion: accepted.version, bodyCode, note: '请尽快' })
  return as(url, cast.handler).workOrders.take({ code, expectedVersion: dispatched.version })
}

/** An appeal whose result waits for the resident's word. */
export async function answered(url: string, cast: Cast, who: Persona, text: string): Promise<Receipt> {
  const { code, version } = await inHand(url, cast, who, text)
  const handler = as(url, cast.handler)
  const photo = await upload(handler)
  const told = await handler.workOrders.giveFeedback({
    code,
    expectedVersion: version,
    outcome: 'solved',
    text: '已经处理好',
    photos: [photo],
  })
  const [reviewer] = cast.reviewers
  if (!reviewer) throw new Error('the demo has no reviewer')
  return as(url, reviewer).workOrders.reviewFeedback({ code, expectedVersion: told.version, pass: true })
}

/** How many appeals of somebody's begin with these words. */
export async function countOf(url: string, who: Persona, text: string): Promise<number> {
  const { items } = await as(url, who).appeals.mine({ limit: 50 }).page()
  return items.filter(({ excerpt }) => excerpt.startsWith(text)).length
}
