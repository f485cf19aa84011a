import type { Page } from 'playwright-core'
import { RESIDENT_GUIDE } from './guides.residents.ts'
import { STAFF_GUIDE } from './guides.staff.ts'

/** A picture of a guide: of the demo city, taken in Chinese (`name.webp`) and in English (`name.en.webp`). */
export interface GuidePicture {
  readonly name: string
  /** Demo persona who looks; null is a guest. */
  readonly who: string | null
  /** Where it begins. */
  readonly path: string
  /** A mode of `mode.ts` that says nothing of the language: phone, phone-elder, wide … */
  readonly mode: string
  /** Brings the page to what is to be seen. */
  readonly do?: (page: Page, base: string) => Promise<void>
}

export const GUIDES: readonly GuidePicture[] = [...RESIDENT_GUIDE, ...STAFF_GUIDE]
