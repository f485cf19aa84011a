import type { CityProfile } from '@civicgrid/sdk'

type DeskPart = NonNullable<CityProfile['desk']>

/** The city as staff sees it: its public face, with the grounds and bodies that only the desk chooses from. */
export interface DeskCity extends Omit<CityProfile, 'desk'> {
  readonly grounds: DeskPart['grounds']
  readonly bodies: DeskPart['bodies']
}

/** Before signing in there are no grounds and no bodies yet. */
export function deskCity({ desk, ...profile }: CityProfile): DeskCity {
  return {
    ...profile,
    grounds: desk?.grounds ?? { decline: [], bounce: [], extension: [] },
    bodies: desk?.bodies ?? [],
  }
}
