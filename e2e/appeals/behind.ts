/** What a journey needs to have happened before, and what it looks at behind the page; through the SDK alone. */
import { readFile } from 'node:fs/promises'
import type { AppealKind } from '@civicgrid/contracts'
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
export const withoutPhoto = (nth = 0): Leaf => one(calm.filter((leaf) => !leaf.photoRequired)[nth])

export async function upload(civic: Civic): Promise<string> {
  const [path = ''] = photos(1)
  const file = new File([await readFile(path)], 'photo.jpg', { type: 'image/jpeg' })
  return (await civic.files.upload(file)).token
}

/** An appeal that was sent a moment ago; of a kind that neighbours cannot join, unless told otherwise. */
export async function sent(
  url: string,
  cast: Cast,
  who: Persona,
  text: string,
  { leaf = withoutPhoto(), kind = leaf.kinds[0] ?? 'help' }: { leaf?: Leaf; kind?: AppealKind } = {},
): Promise<Receipt> {
  const { lng, lat, name } = cast.place
  return as(url, who).appeals.submit({
    kind,
    category: leaf.code,
    text,
    place: { point: { lng, lat, crs: 'WGS-84' }, address: name['zh-CN'] },
  })
}

type At = Pick<Receipt, 'code' | 'version'>

/** Accepted already, it is dispatched to a body, which takes it. */
export async function taken(url: string, cast: Cast, { code, version }: At): Promise<Receipt> {
  const bodyCode = cast.handler.body.code
  const { workOrders } = as(url, cast.operator)
  const dispatched = await workOrders.dispatch({ code, expectedVersion: version, bodyCode, note: '请尽快' })
  return as(url, cast.handler).workOrders.take({ code, expectedVersion: dispatched.version })
}

/** Taken already, it has a result, which a reviewer passes. */
export async function passed(url: string, cast: Cast, { code, version }: At, text: string, nth = 0): Promise<Receipt> {
  const handler = as(url, cast.handler)
  const photo = await upload(handler)
  const told = await handler.workOrders.giveFeedback({
    code,
    expectedVersion: version,
    outcome: 'solved',
    text,
    photos: [photo],
  })
  const reviewer = cast.reviewers[nth]
  if (!reviewer) throw new Error(`the demo has no reviewer ${nth}`)
  return as(url, reviewer).workOrders.reviewFeedback({ code, expectedVersion: told.version, pass: true })
}

/** An appeal that a body has in hand. */
export async function inHand(url: string, cast: Cast, who: Persona, text: string): Promise<Receipt> {
  const { code, version } = await sent(url, cast, who, text)
  return taken(url, cast, await as(url, cast.operator).workOrders.accept({ code, expectedVersion: version }))
}

/** An appeal whose result waits for the resident's word. */
export const answered = async (url: string, cast: Cast, who: Persona, text: string): Promise<Receipt> =>
  passed(url, cast, await inHand(url, cast, who, text), '已经处理好')

/** How many appeals of somebody's begin with these words. */
export async function countOf(url: string, who: Persona, text: string): Promise<number> {
  const { items } = await as(url, who).appeals.mine({ limit: 50 }).page()
  return items.filter(({ excerpt }) => excerpt.startsWith(text)).length
}
