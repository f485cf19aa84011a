import type { GuidePicture } from './guides.ts'

/** The pictures of docs/guides/staff: one for each thing that a role does. */
export const STAFF_GUIDE: readonly GuidePicture[] = [
  { name: 'staff-queue', who: 'operator-gu', path: '/desk/queue/toAccept', mode: 'wide' },
]
