import type { Satisfaction, SolvedAnswer } from '@civicgrid/contracts/constants'
import { reactive } from 'vue'
import type { Tell } from '../i18n/tell.ts'

/** What a resident says of a result, as it is being filled in. */
export interface Rating {
  solved: SolvedAnswer | null
  satisfaction: Satisfaction | null
  text: string
  /** What is wrong with it, as a sentence. */
  wrong: string | null
}
export interface WholeRating {
  readonly solved: SolvedAnswer
  readonly satisfaction: Satisfaction
  readonly text: string
}

/** Nothing is filled in beforehand, and silence is never taken for satisfied. */
export function useRating({ t }: Pick<Tell, 't'>) {
  const rating = reactive<Rating>({ solved: null, satisfaction: null, text: '', wrong: null })
  /** What was said, once both questions are answered; until then it says that they are not. */
  function whole(): WholeRating | null {
    const { solved, satisfaction } = rating
    rating.wrong = solved && satisfaction ? null : t('rate.chooseBoth')
    return solved && satisfaction ? { solved, satisfaction, text: rating.text.trim() } : null
  }
  return { rating, whole }
}
