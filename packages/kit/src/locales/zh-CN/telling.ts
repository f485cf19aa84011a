import { more } from './more.ts'
import { neighbours } from './neighbours.ts'
import { sending } from './sending.ts'

/** What is read where an appeal is sent, and of it on other pages: photos, places. */
export const telling = { ...sending, ...more, ...neighbours } as const
