import { loop as loopEn } from '@civicgrid/kit/locales/en/loop'
import { telling as tellingEn } from '@civicgrid/kit/locales/en/telling'
import { loop as loopZh } from '@civicgrid/kit/locales/zh-CN/loop'
import { telling as tellingZh } from '@civicgrid/kit/locales/zh-CN/telling'
import { addWords } from '../../platform/words.ts'

// The words of this package come with it: the first page waits for none of them.
addWords({ 'zh-CN': { ...loopZh, ...tellingZh }, en: { ...loopEn, ...tellingEn } })

export { local, locale, t, tell, time, word } from '../../platform/words.ts'
