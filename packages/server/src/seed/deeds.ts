import { CivicError, type Contact } from '@civicgrid/contracts'
import type { Intake, SubmitInput } from '../appeals/index.ts'
import type { Deed } from './life.ts'
import type { Story } from './story.ts'

/** How deeds become commands, whether they are given to the service or lived in memory. */

export const BY_PORTAL: Intake = { procedure: 'appeals.submit', channel: 'portal' }
export const BY_PHONE: Intake = { procedure: 'workOrders.register', channel: 'phone' }

export function storyInput(story: Story, photos: string[], contact: Contact | null): SubmitInput {
  const { kind, category, text, address, anonymous, consent, point } = story
  const place = { point: { ...point, crs: 'WGS-84' as const, accuracy: 15 }, areaCode: null, address }
  return { kind, category, text, anonymous, consent, photos, place, contact, occurredAt: null }
}

/** @param number of the deed in its story, from 1 */
export const deedKey = (story: number, number: number): string =>
  `seed-${String(story).padStart(8, '0')}-${String(number).padStart(3, '0')}`

/** Refusals that people meet in life: the time for it was over, or it was archived meanwhile. */
const TOO_LATE: ReadonlySet<string> = new Set([
  'EXTENSION_TOO_LATE',
  'EXTENSION_CAP',
  'NOT_ALLOWED_NOW',
  'REHANDLE_WINDOW_OVER',
  'VERSION_CONFLICT',
  'URGED_TODAY',
])

export const isTooLate = (error: unknown): boolean => error instanceof CivicError && TOO_LATE.has(error.code)

const BY_RESIDENTS: Readonly<Record<string, string>> = {
  rate: 'ratings',
  supplement: 'appeals',
  urge: 'appeals',
  withdraw: 'appeals',
  rehandle: 'appeals',
}

export function procedureOf({ command, by }: Deed): string {
  return `${by.kind === 'resident' ? (BY_RESIDENTS[command] ?? 'appeals') : 'workOrders'}.${command}`
}
