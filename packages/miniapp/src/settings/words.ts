import { devices as devicesEn } from '@civicgrid/kit/locales/en/devices'
import { devices as devicesZh } from '@civicgrid/kit/locales/zh-CN/devices'
import { addWords } from '../platform/words.ts'

// Names of the pages that settings lead to; home waits for none of it.
addWords({ 'zh-CN': devicesZh, en: devicesEn })

export { local, locale, t } from '../platform/words.ts'
