import { board as boardEn } from '@civicgrid/kit/locales/en/board'
import { loop as loopEn } from '@civicgrid/kit/locales/en/loop'
import { reading as readingEn } from '@civicgrid/kit/locales/en/reading'
import { telling as tellingEn } from '@civicgrid/kit/locales/en/telling'
import { board as boardZh } from '@civicgrid/kit/locales/zh-CN/board'
import { loop as loopZh } from '@civicgrid/kit/locales/zh-CN/loop'
import { reading as readingZh } from '@civicgrid/kit/locales/zh-CN/reading'
import { telling as tellingZh } from '@civicgrid/kit/locales/zh-CN/telling'
import { addWords } from '../../platform/words.ts'

// The words of this package come with it: the first page waits for none of them.
addWords({
  'zh-CN': { ...boardZh, ...loopZh, ...readingZh, ...tellingZh },
  en: { ...boardEn, ...loopEn, ...readingEn, ...tellingEn },
})

export { local, locale, t, tell, time, word } from '../../platform/words.ts'
