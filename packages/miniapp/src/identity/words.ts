import { ways as waysEn } from '@civicgrid/kit/locales/en/ways'
import { ways as waysZh } from '@civicgrid/kit/locales/zh-CN/ways'
import { addWords } from '../platform/words.ts'

// Coming in by a number, and the proof before what is sensitive: read on few pages, so home waits for none of it.
addWords({ 'zh-CN': waysZh, en: waysEn })

export { t } from '../platform/words.ts'
