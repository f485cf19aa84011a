import type { Words } from '../../i18n/translate.ts'
import type { resident as source } from '../zh-CN/resident.ts'
import { authorities } from './authorities.ts'
import { embedded } from './embedded.ts'
import { first } from './first.ts'
import { grants } from './grants.ts'
import { myData } from './my-data.ts'
import { pages } from './pages.ts'
import { telling } from './telling.ts'
import { ways } from './ways.ts'

/** See zh-CN/resident.ts. */
export const resident: Words<typeof source> = {
  ...first,
  ...telling,
  ...pages,
  ...ways,
  ...authorities,
  ...grants,
  ...myData,
  ...embedded,
}
