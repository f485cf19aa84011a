import { board as boardEn } from '@civicgrid/kit/locales/en/board'
import { loop as loopEn } from '@civicgrid/kit/locales/en/loop'
import { neighbours as neighboursEn } from '@civicgrid/kit/locales/en/neighbours'
import { sending as sendingEn } from '@civicgrid/kit/locales/en/sending'
import { board as boardZh } from '@civicgrid/kit/locales/zh-CN/board'
import { loop as loopZh } from '@civicgrid/kit/locales/zh-CN/loop'
import { neighbours as neighboursZh } from '@civicgrid/kit/locales/zh-CN/neighbours'
import { sending as sendingZh } from '@civicgrid/kit/locales/zh-CN/sending'
import { addWords } from '../../platform/words.ts'

// The words of this package come with it: somebody may open one of its pages from a card that was shared.
addWords({
  'zh-CN': { ...boardZh, ...loopZh, ...neighboursZh, ...sendingZh },
  en: { ...boardEn, ...loopEn, ...neighboursEn, ...sendingEn },
})

export { local, locale, t, time, word } from '../../platform/words.ts'
