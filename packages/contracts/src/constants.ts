export * from './kernel/errors.ts'
export * from './http/headers.ts'
export * from './http/live.ts'
export * from './http/client-version.ts'
export * from './files/files.constants.ts'
export * from './identity/actor.ts'
export * from './identity/session.constants.ts'
export * from './identity/my-data.constants.ts'
export * from './authorities/authority.constants.ts'
export * from './identity/hosts.constants.ts'
export * from './integrations/integration.constants.ts'
export * from './integrations/embed.constants.ts'
export * from './integrations/webhook.constants.ts'
export * from './integrations/integration.life.constants.ts'
export * from './identity/phones.constants.ts'
export * from './city/city.constants.ts'
export { LIMIT_UNITS, dueAt, type Limit, type LimitUnit } from './clock/clock.ts'
export type { Calendar, CalendarOverrides } from './clock/calendar.ts'
export { dayOf } from './clock/day.ts'
export { fromWgs84, toWgs84 } from './city/crs.ts'
export { proposeCategories, sureProposal, type Proposal } from './city/propose.ts'
export { fillTemplate, missingIn } from './city/template.ts'
export { formatCode, parseCode } from './kernel/code.ts'
export * from './appeals/appeal.constants.ts'
export * from './appeals/appeal.check.types.ts'
export * from './appeals/appeal.publication.types.ts'
export * from './redaction/index.ts'
export * from './desk/desk.constants.ts'
export {
  eventStepOf,
  STAGES,
  STEPS,
  STEP_STATES,
  type Stage,
  type Step,
  type StepState,
} from './appeals/appeal.steps.ts'
export type { ErrorBody } from './http/error-body.ts'
export * from './insight/insight.rates.ts'
export type { Tally } from './insight/insight.tally.ts'
