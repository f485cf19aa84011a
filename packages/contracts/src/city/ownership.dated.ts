import { CivicError } from '../kernel/errors.ts'
import type { OwnershipRule } from './services.schema.ts'

/** Who owns what from when until when: what an administrator sets goes before what the city's folder says. Pure. */

export interface DatedRule {
  /** A leaf, a group, or `*`. */
  readonly category: string
  /** Code of the area it is narrowed to; null: the whole city. */
  readonly area: string | null
  readonly owner: OwnershipRule['owner']
  /** Epoch milliseconds; `until` is not included, null is no end. */
  readonly from: number
  readonly until: number | null
}

const holds = ({ from, until }: DatedRule, now: number): boolean => from <= now && (until === null || now < until)
const sameThing = (a: { category: string; area?: string | null | undefined }, b: DatedRule): boolean =>
  a.category === b.category && (a.area ?? null) === b.area

/** The rules that hold at an instant, and when the next change comes (null: none is set). */
export function ownershipAt(
  folder: readonly OwnershipRule[],
  dated: readonly DatedRule[],
  now: number,
): { rules: OwnershipRule[]; until: number | null } {
  const inForce = dated.filter((rule) => holds(rule, now))
  const kept = folder.filter((rule) => !inForce.some((set) => sameThing(rule, set)))
  const changes = dated.flatMap(({ from, until }) => [from, until ?? 0]).filter((at) => at > now)
  return {
    rules: [
      ...kept,
      ...inForce.map(({ category, area, owner }) => ({ category, ...(area === null ? {} : { area }), owner })),
    ],
    until: changes.length > 0 ? Math.min(...changes) : null,
  }
}

/**
 * What setting a rule does to those that stand: one that runs on past its beginning ends there.
 * @returns those to be ended at `rule.from`
 * @throws CivicError NOT_ALLOWED_NOW when another one for the same begins later, inside the new one's time
 */
export function endedBy<Rule extends DatedRule>(standing: readonly Rule[], rule: DatedRule): Rule[] {
  if (rule.until !== null && rule.until <= rule.from)
    throw new CivicError('BAD_INPUT', { fields: { until: 'beforeFrom' } })
  const same = standing.filter((other) => sameThing(other, rule) && (other.until === null || other.until > rule.from))
  if (same.some((other) => other.from >= rule.from && (rule.until === null || other.from < rule.until)))
    throw new CivicError('NOT_ALLOWED_NOW', { fields: { from: 'setAlready' } })
  return same.filter((other) => other.from < rule.from)
}
