import type { GuidePicture } from './guides.ts'

/** The pictures of docs/guides/residents: one for each thing that a resident does. */
export const RESIDENT_GUIDE: readonly GuidePicture[] = [
  { name: 'resident-home', who: 'resident-li', path: '/', mode: 'phone' },
]
