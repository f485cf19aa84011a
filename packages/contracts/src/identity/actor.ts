import type { StaffRole } from '../appeals/appeal.constants.ts'
import type { AuthorityScope } from '../authorities/authority.constants.ts'
import type { IntegrationScope } from '../integrations/integration.constants.ts'

// Who does something: found once for a request, handed to every policy and every event.

/** A role, where it holds and for how long. */
export interface RoleGrant {
  role: StaffRole
  /** This area and everything below it. */
  areaPath: string
  /** The body the person works for; null for those who work for the centre. */
  bodyCode: string | null
  /** Epoch milliseconds, `until` not included; null: with no end. */
  from: number
  until: number | null
}

export interface ResidentActor {
  kind: 'resident'
  id: number
  /** Area path of the city or district the account belongs to. */
  jurisdiction: string
  /** In whose place they act now, by an authority that holds at this instant. Found by the server for one command or view. */
  onBehalfOf?: { readonly residentId: number; readonly scope: readonly AuthorityScope[] }
  /** Set where they speak from the city's mini-program: what they say there is checked before it is public. */
  face?: 'miniapp'
  /** By which integration they speak, when they do: then for its scopes alone, and of what was sent through it alone. */
  via?: ResidentVia
}
/** A resident's token in the hands of an integration. */
export interface ResidentVia {
  readonly integrationId: number
  /** `civic_…`, as strangers know it. */
  readonly publicId: string
  /** The consent by which it holds; null for a session in a partner's page, which is the person's own. */
  readonly consentId: number | null
  /** Of such a session: what the partner calls that which is about to be sent. */
  readonly externalId?: string | null
  readonly scopes: readonly IntegrationScope[]
}
export interface StaffActor {
  kind: 'staff'
  id: number
  name: string
  roles: RoleGrant[]
}
/** A partner's system in its own name: it reads no resident. */
export interface IntegrationActor {
  kind: 'integration'
  id: number
  /** `civic_…`, as strangers know it. */
  publicId: string
  jurisdiction: string
  scopes: readonly IntegrationScope[]
}
export interface GuestActor {
  kind: 'guest'
}
/** The service itself: clocks, imports, sweeps. */
export interface SystemActor {
  kind: 'system'
  name: string
}
export type Actor = ResidentActor | StaffActor | IntegrationActor | GuestActor | SystemActor

export const GUEST: GuestActor = Object.freeze({ kind: 'guest' })

/** Whether `areaPath` is `root` or lies below it. Paths look like `/haitang/loujiang/xinmao`. */
export function isWithin(areaPath: string, root: string): boolean {
  return root === '/' || areaPath === root || areaPath.startsWith(`${root}/`)
}

export function grantHolds(grant: RoleGrant, now: number): boolean {
  return grant.from <= now && (grant.until === null || now < grant.until)
}

/** The grants by which this actor holds `role` over `areaPath` at `now`; empty for everybody but staff. */
export function grantsFor(actor: Actor, role: StaffRole, areaPath: string, now: number): RoleGrant[] {
  if (actor.kind !== 'staff') return []
  return actor.roles.filter(
    (grant) => grant.role === role && grantHolds(grant, now) && isWithin(areaPath, grant.areaPath),
  )
}
