import { useRating as rateBy } from '@civicgrid/kit/appeals'
import { t } from '../../platform/words.ts'

export type { Rating, WholeRating } from '@civicgrid/kit/appeals'

/** What a resident says of a result, in the words of this page. */
export const useRating = () => rateBy({ t })
