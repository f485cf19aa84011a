import type { CityProfile } from '@civicgrid/sdk'
import { civic } from '../../platform/civic.ts'

let asked: Promise<CityProfile> | undefined

/** Categories, kinds, limits: asked for once, and again only when that failed. */
export function profile(): Promise<CityProfile> {
  asked ??= civic.city.get().catch((error: unknown) => {
    asked = undefined
    throw error
  })
  return asked
}
