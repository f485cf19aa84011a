import type { Words } from '../../i18n/translate.ts'
import type { pages as source } from '../zh-CN/pages.ts'
import { board } from './board.ts'
import { devices } from './devices.ts'
import { loop } from './loop.ts'
import { reading } from './reading.ts'

/** See zh-CN/pages.ts. */
export const pages: Words<typeof source> = { ...board, ...devices, ...loop, ...reading }
