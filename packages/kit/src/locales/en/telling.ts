import type { Words } from '../../i18n/translate.ts'
import type { telling as source } from '../zh-CN/telling.ts'
import { more } from './more.ts'
import { neighbours } from './neighbours.ts'
import { sending } from './sending.ts'

/** See zh-CN/telling.ts. */
export const telling: Words<typeof source> = { ...sending, ...more, ...neighbours }
