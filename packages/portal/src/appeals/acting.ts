import { actingWords } from '@civicgrid/kit/appeals'
import type { Progress } from '@civicgrid/sdk'
import { t, word } from '../platform/words.ts'

/** Who acts and for whom, in the words of this page; null where nobody does. */
export const actingLine = (appeal: Pick<Progress, 'acting'>): string | null => actingWords({ t, word }, appeal)
