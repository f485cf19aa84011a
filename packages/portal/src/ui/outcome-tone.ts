/** The colour beside an outcome's word: only what is solved is green, and what could not be done stands out. */
export const outcomeTone = (outcome: string | null): 'good' | 'warn' | '' =>
  outcome === 'solved' ? 'good' : outcome === 'partlySolved' || outcome === 'notFeasibleNow' ? 'warn' : ''
