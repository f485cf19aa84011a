import type { CityProfile } from '@civicgrid/sdk'
import { civic } from '../../platform/civic.ts'
import { seen } from '../../platform/seen.ts'

let asked: Promise<CityProfile> | undefined

async function ask(): Promise<CityProfile> {
  try {
    const value = await civic.city.get()
    seen.put('city', { at: Date.now(), value })
    return value
  } catch (error) {
    // Asked again the next time; until then what was there before lets one write.
    asked = undefined
    const before = seen.get<CityProfile>('city')
    if (!before) throw error
    return before.value
  }
}

/** Categories, kinds, limits: asked for once, and again only when that failed. */
export const profile = (): Promise<CityProfile> => (asked ??= ask())
