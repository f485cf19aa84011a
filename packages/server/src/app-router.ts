import {
  createAppealsRouter,
  createBoardRouter,
  createChangesRouter,
  createProgressRouter,
  createRatingsRouter,
  createWorkOrdersRouter,
  type Appeals,
} from './appeals/index.ts'
import {
  createAuthoritiesRouter,
  createAuthorityDeskRouter,
  type Authorities,
  type AuthorityDesk,
} from './authorities/index.ts'
import { createDeskRouter, type Desk } from './desk/index.ts'
import { createAssistRouter } from './assist/assist.router.ts'
import type { Assist } from './assist/assist.service.ts'
import type { Bodies, Ownership } from './city/index.ts'
import { createBodiesRouter } from './city/bodies.router.ts'
import { createOwnershipRouter } from './city/ownership.router.ts'
import { createStaffAccessRouter } from './identity/staff/access.router.ts'
import type { StaffAccess } from './identity/staff/access.service.ts'
import { createStaffRouter } from './identity/staff/staff.router.ts'
import type { StaffAdministration } from './identity/staff/staff.service.ts'
import { createCityRouter } from './city/city.router.ts'
import type { CityService } from './city/city.service.ts'
import { router } from './http/procedures.ts'
import { createIdentityRouter } from './identity/identity.router.ts'
import type { Hosts } from './identity/hosts/hosts.service.ts'
import type { Identity } from './identity/identity.service.ts'
import type { Devices } from './identity/sessions/devices.ts'
import type { Sessions } from './identity/sessions/sessions.ts'
import { createMyDataRouter } from './identity/my-data/my-data.router.ts'
import type { Copies } from './identity/my-data/copy.service.ts'
import type { Deletions } from './identity/my-data/my-data.service.ts'
import { createPlacesRouter } from './identity/places.router.ts'
import type { Places } from './identity/places.service.ts'
import type { Phones } from './identity/phones/phones.service.ts'
import type { Ways } from './identity/ways/ways.service.ts'
import type { WeChatSignIn } from './identity/wechat/wechat.service.ts'
import { createConsentsRouter, type Consents } from './integrations/index.ts'
import { embedProcedures } from './integrations/embed/embed.router.ts'
import type { Embedding } from './integrations/embed/embed.service.ts'
import { createTunnelRouter, createWebhooksRouter, type RunningWebhooks } from './integrations/webhooks/index.ts'
import { createIntegrationDeskRouter } from './integrations/desk/integration-desk.router.ts'
import type { IntegrationsAtDesk } from './integrations/desk/index.ts'
import { createNoticesRouter, type Notices } from './notices/index.ts'
import { createInsightRouter, type Insight } from './insight/index.ts'

/** What the routers stand on. No database type is among them, so none reaches the clients that import AppRouter. */
export interface Services {
  readonly assist: Assist
  readonly appeals: Appeals
  readonly authorities: Authorities
  readonly authorityDesk: AuthorityDesk
  readonly bodies: Bodies
  readonly city: CityService
  readonly consents: Consents
  readonly copies: Copies
  readonly deletions: Deletions
  readonly desk: Desk
  readonly embedding: Embedding
  readonly devices: Devices
  readonly hosts: Hosts
  readonly identity: Identity
  readonly insight: Insight
  readonly integrationDesk: Pick<IntegrationsAtDesk, 'desk' | 'sandboxes'>
  readonly notices: Notices
  readonly ownership: Ownership
  readonly phones: Phones
  readonly places: Places
  readonly sessions: Sessions
  readonly staff: StaffAdministration
  readonly staffAccess: StaffAccess
  readonly ways: Ways
  readonly webhooks: Pick<RunningWebhooks, 'webhooks' | 'tunnel'>
  readonly wechat: WeChatSignIn
}

/** @param demo whether the demo door is there at all */
export function createAppRouter(
  {
    assist,
    appeals,
    authorities,
    authorityDesk,
    bodies,
    consents,
    copies,
    deletions,
    desk,
    embedding,
    devices,
    city,
    hosts,
    identity,
    insight,
    notices,
    integrationDesk,
    ownership,
    phones,
    places,
    sessions,
    staff,
    staffAccess,
    ways,
    webhooks,
    wechat,
  }: Services,
  { demo }: { demo: boolean },
) {
  return router({
    assist: createAssistRouter(assist),
    appeals: createAppealsRouter(appeals),
    authorities: createAuthoritiesRouter(authorities),
    authorityDesk: createAuthorityDeskRouter(authorityDesk),
    progress: createProgressRouter(appeals),
    ratings: createRatingsRouter(appeals),
    board: createBoardRouter(appeals),
    changes: createChangesRouter(appeals),
    bodies: createBodiesRouter(bodies),
    workOrders: createWorkOrdersRouter(appeals),
    city: createCityRouter(city),
    consents: createConsentsRouter(consents),
    desk: createDeskRouter(desk),
    identity: createIdentityRouter(identity, { demo, devices, hosts, phones, sessions, ways, wechat }),
    insight: createInsightRouter(insight),
    notices: createNoticesRouter(notices),
    integrationDesk: createIntegrationDeskRouter(integrationDesk.desk, integrationDesk.sandboxes),
    integrations: router(embedProcedures(embedding)),
    myData: createMyDataRouter({ appeals, copies, deletions }),
    ownership: createOwnershipRouter(ownership),
    places: createPlacesRouter(places),
    staff: createStaffRouter(staff),
    staffAccess: createStaffAccessRouter(staffAccess, { sessions, identity }),
    webhookTunnel: createTunnelRouter(webhooks.tunnel),
    webhooks: createWebhooksRouter(webhooks.webhooks),
  })
}

/** The contract as the SDK's types see it. */
export type AppRouter = ReturnType<typeof createAppRouter>
