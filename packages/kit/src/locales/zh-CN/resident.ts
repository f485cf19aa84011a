import { authorities } from './authorities.ts'
import { embedded } from './embedded.ts'
import { first } from './first.ts'
import { grants } from './grants.ts'
import { myData } from './my-data.ts'
import { pages } from './pages.ts'
import { telling } from './telling.ts'
import { ways } from './ways.ts'

/** Everything that a resident reads. Desk words stand apart, so that residents never load them. */
export const resident = {
  ...first,
  ...telling,
  ...pages,
  ...ways,
  ...authorities,
  ...grants,
  ...myData,
  ...embedded,
} as const
