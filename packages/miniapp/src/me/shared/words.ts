import { authorities as authoritiesEn } from '@civicgrid/kit/locales/en/authorities'
import { devices as devicesEn } from '@civicgrid/kit/locales/en/devices'
import { grants as grantsEn } from '@civicgrid/kit/locales/en/grants'
import { loop as loopEn } from '@civicgrid/kit/locales/en/loop'
import { miniappMe as miniEn } from '@civicgrid/kit/locales/en/miniapp-me'
import { myData as myDataEn } from '@civicgrid/kit/locales/en/my-data'
import { sending as sendingEn } from '@civicgrid/kit/locales/en/sending'
import { ways as waysEn } from '@civicgrid/kit/locales/en/ways'
import { authorities as authoritiesZh } from '@civicgrid/kit/locales/zh-CN/authorities'
import { devices as devicesZh } from '@civicgrid/kit/locales/zh-CN/devices'
import { grants as grantsZh } from '@civicgrid/kit/locales/zh-CN/grants'
import { loop as loopZh } from '@civicgrid/kit/locales/zh-CN/loop'
import { miniappMe as miniZh } from '@civicgrid/kit/locales/zh-CN/miniapp-me'
import { myData as myDataZh } from '@civicgrid/kit/locales/zh-CN/my-data'
import { sending as sendingZh } from '@civicgrid/kit/locales/zh-CN/sending'
import { ways as waysZh } from '@civicgrid/kit/locales/zh-CN/ways'
import { addWords } from '../../platform/words.ts'

// The words of this package come with it: the first page waits for none of them.
addWords({
  'zh-CN': { ...authoritiesZh, ...devicesZh, ...grantsZh, ...loopZh, ...miniZh, ...myDataZh, ...sendingZh, ...waysZh },
  en: { ...authoritiesEn, ...devicesEn, ...grantsEn, ...loopEn, ...miniEn, ...myDataEn, ...sendingEn, ...waysEn },
})

export { local, locale, maybe, t, time, word } from '../../platform/words.ts'
