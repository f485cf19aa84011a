import type { CategoryLeaf, CityText } from '@civicgrid/contracts'

/** What the city has no words for any more is called by its code. */
export const asIs = (code: string): CityText => ({ 'zh-CN': code, en: code })

/** A category that the city has since taken away: its appeals go on under the city's general rules. */
export function retired(code: string): CategoryLeaf {
  return {
    code,
    name: asIs(code),
    words: [code],
    kinds: [],
    limits: {
      firstContact: { amount: 1, unit: 'workingDays' },
      result: { amount: 10, unit: 'workingDays' },
      review: { amount: 1, unit: 'workingDays' },
    },
    photoRequired: false,
    verifyOnSite: false,
    separatePeople: false,
    urgent: false,
  }
}
