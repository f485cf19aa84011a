import type { Begun } from '@civicgrid/sdk'

/** Where `begin.ts` leaves what it has begun. */
export type BegunWindow = Window & { civicBegun?: Begun | undefined }

/** Who is calling, by the headers of every request. */
export const CLIENT = 'portal/0.1.0'

/** What was asked for while this script was on its way. */
export const begun = (): Begun | undefined =>
  typeof window === 'undefined' ? undefined : (window as BegunWindow).civicBegun

/** What a partner's server has the form begin with. */
export interface Prefill {
  category?: string | undefined
  text?: string | undefined
  address?: string | undefined
}
export type PrefillWindow = Window & { civicPrefill?: Prefill }
export const prefill = (): Prefill => (window as PrefillWindow).civicPrefill ?? {}
