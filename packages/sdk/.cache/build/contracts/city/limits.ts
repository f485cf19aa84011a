import type { AppealKind, ClockStage } from '../appeals/appeal.constants.ts'
import type { Limit } from '../clock/clock.ts'
import type { City } from './city.schema.ts'
import type { CategoryLeaf } from './services.schema.ts'

/**
 * The limits of a category for a kind, by stage. The kind's own limits (a consultation is answered
 * sooner than a complaint) take the place of the category's, except where hours count: an urgent
 * category keeps its own.
 */
export function limitsOf(
  city: Pick<City, 'kinds' | 'settings'>,
  leaf: CategoryLeaf,
  kind: AppealKind,
): Partial<Record<ClockStage, Limit>> {
  const own = leaf.urgent ? {} : city.kinds.find((row) => row.code === kind)?.limits
  return { ...leaf.limits, ...own, bounceRuling: city.settings.rules.bounceRuling }
}
