import { openCivic, type CivicOptions, type ResidentCivic } from './civic.resident.ts'
import { authorityDeskFacade, type AuthorityDeskFacade } from './facades/authorities.ts'
import { changesFacade, type ChangesFacade } from './facades/changes.ts'
import { deskFacade, type DeskFacade } from './facades/desk.ts'
import {
  bodiesFacade,
  ownershipFacade,
  staffFacade,
  type BodiesFacade,
  type OwnershipFacade,
  type StaffFacade,
} from './facades/administration.ts'
import { integrationDeskFacade, type IntegrationDeskFacade } from './facades/integration-desk.ts'
import { insightFacade, type InsightFacade } from './facades/insight.ts'
import { integrationsFacade, type IntegrationsFacade } from './facades/integrations.ts'
import { staffAccessFacade, type StaffAccessFacade } from './facades/access.ts'
import { webhooksFacade, type WebhooksFacade } from './facades/webhooks.ts'
import { workOrdersFacade, type WorkOrdersFacade } from './facades/work-orders.ts'

/** The city's service. Nothing is sent before something is asked for. */
export interface Civic extends ResidentCivic {
  /** For staff. */
  readonly authorityDesk: AuthorityDeskFacade
  /** For administrators. */
  readonly bodies: BodiesFacade
  /** For supervisors and administrators. */
  readonly insight: InsightFacade
  /** For partners' servers. */
  readonly integrations: IntegrationsFacade
  /** For administrators and partners' engineers. */
  readonly integrationDesk: IntegrationDeskFacade
  /** For administrators. */
  readonly ownership: OwnershipFacade
  /** For administrators. */
  readonly staff: StaffFacade
  /** How staff comes in. */
  readonly staffAccess: StaffAccessFacade
  /** For partners' servers. */
  readonly changes: ChangesFacade
  /** For staff; residents are answered UNAUTHENTICATED. */
  readonly desk: DeskFacade
  /** For partners' engineers. */
  readonly webhooks: WebhooksFacade
  /** For staff; residents are answered UNAUTHENTICATED. */
  readonly workOrders: WorkOrdersFacade
}

/** Makes a client. Synchronous: signing in happens with the first call, or with `ready()`. */
export function createCivic(options: CivicOptions): Civic {
  const { civic, call } = openCivic(options)
  return {
    ...civic,
    authorityDesk: authorityDeskFacade(call),
    bodies: bodiesFacade(call),
    changes: changesFacade(call),
    insight: insightFacade(call),
    integrationDesk: integrationDeskFacade(call),
    integrations: integrationsFacade(call),
    ownership: ownershipFacade(call),
    desk: deskFacade(call),
    staff: staffFacade(call),
    staffAccess: staffAccessFacade(call),
    webhooks: webhooksFacade(call),
    workOrders: workOrdersFacade(call),
  }
}
