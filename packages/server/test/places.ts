import type { LoadedCity } from '../src/city/index.ts'

/** A lowest area of a city and a category that is reported there without a photo: enough to send an appeal in any city. */
export function anyPlace({ city, tree }: LoadedCity): { areaCode: string; category: string } {
  const leaf = city.categories.flatMap(({ leaves }) => leaves).find(({ photoRequired }) => !photoRequired)
  if (!leaf) throw new Error('every category asks for a photo')
  return { areaCode: tree.root.code, category: leaf.code }
}
