import type { DraftStore } from '@civicgrid/kit'
import type { Civic, Me } from '@civicgrid/sdk'
import { inject, type InjectionKey, type Ref, type ShallowRef } from 'vue'
import type { DeskCity } from './city.ts'
import type { Preferences } from './preferences.ts'
import type { Words } from './words.ts'

export type StaffMe = Extract<Me, { kind: 'staff' }>

/** What every page of the desk stands on; made once in main.ts, replaced whole in tests. */
export interface Desk {
  readonly civic: Civic
  readonly words: Words
  readonly preferences: Preferences
  readonly drafts: DraftStore
  /** Null until somebody has signed in. */
  readonly me: ShallowRef<StaffMe | null>
  /** Epoch milliseconds; moves by itself. */
  readonly now: Readonly<Ref<number>>
  /** Null until it has been loaded. */
  readonly city: ShallowRef<DeskCity | null>
}

export const DESK: InjectionKey<Desk> = Symbol('desk')

/** The desk around this component. */
export function useDesk(): Desk {
  const desk = inject(DESK)
  if (!desk) throw new TypeError('no desk was provided')
  return desk
}

/** The city, where a page is drawn only after it has been loaded. */
export function useCity(): DeskCity {
  const city = useDesk().city.value
  if (!city) throw new TypeError('the city has not been loaded')
  return city
}
