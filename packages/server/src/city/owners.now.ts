import { ownership, ownershipAt } from '@civicgrid/contracts'
import type { LoadedCity } from './load-city.ts'
import type { KeptRule } from './ownership.store.ts'

/** Owners as they are for a while. */
interface Made {
  readonly owner: LoadedCity['owner']
  readonly from: number
  readonly until: number | null
  readonly rules: readonly KeptRule[]
  readonly bodies: LoadedCity['bodies']
}

/** A city whose owners are always those of now: by the rules that are kept, among the bodies that take work. */
export function withOwnersOfNow(loaded: LoadedCity, kept: () => readonly KeptRule[], now: () => number): LoadedCity {
  const { tree, city } = loaded
  /** Among these the city's own owners were found. */
  const ofFolder = loaded.bodies
  let edition = 0
  let made: Made | undefined

  /** Made anew when another rule or body comes into force, which is seldom. */
  function owner(): LoadedCity['owner'] {
    const at = now()
    const rules = kept()
    const bodies = loaded.bodiesInForce?.() ?? loaded.bodies
    const same = made?.rules === rules && made.bodies === bodies
    if (made && same && made.from <= at && (made.until === null || at < made.until)) return made.owner
    const inForce = ownershipAt(city.ownership, rules, at)
    const asLoaded = rules.length === 0 && bodies === ofFolder
    made = {
      owner: asLoaded ? loaded.owner : ownership({ ...city, ownership: inForce.rules }, tree, bodies),
      from: at,
      until: inForce.until,
      rules,
      bodies,
    }
    edition += 1
    return made.owner
  }

  return {
    ...loaded,
    get bodies() {
      return loaded.bodies
    },
    owner: (category, area) => owner()(category, area),
    ownersEdition() {
      owner()
      return edition
    },
  }
}
