/** The colour beside an outcome's word. */
export const outcomeTone = (outcome: string): 'good' | 'warn' | 'live' =>
  outcome === 'solved' ? 'good' : outcome === 'notFeasibleNow' || outcome === 'notSubstantiated' ? 'warn' : 'live'
