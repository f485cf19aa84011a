import {
  grantActions,
  grantStandingOf,
  integrationActions,
  keyHolds,
  missingBefore,
  SCOPE_RULES,
  type CityText,
  type GrantEventData,
  type IntegrationEventData,
  type integrationDeskSchema,
  type IntegrationRole,
} from '@civicgrid/contracts'
import type { z } from 'zod'
import { staffNames } from '../../identity/people.service.ts'
import { staffRefOf } from '../../identity/staff/staff.view.ts'
import { readEvents, type Sql, type StoredEvent } from '../../kernel/index.ts'
import { grantsOf, type Integration, type ScopeGrant } from '../integrations.store.ts'
import type { Found } from './integration-desk.access.ts'
import {
  engineersOf,
  GRANT_THING,
  grantStateOf,
  INTEGRATION_THING,
  integrationStateOf,
} from './integration-desk.store.ts'
import { thumbprintOf } from './integration-keys.ts'
import { callsOf } from './integration-usage.store.ts'

export type IntegrationItem = z.infer<typeof integrationDeskSchema.integrationItem>
export type IntegrationView = z.infer<typeof integrationDeskSchema.integrationView>
type GrantView = z.infer<typeof integrationDeskSchema.deskGrant>
type History = IntegrationView['history']

const iso = (ms: number): string => new Date(ms).toISOString()
const isoOr = (ms: number | null): string | null => (ms === null ? null : iso(ms))

export interface ViewContext {
  readonly now: number
  /** The first day that counts as of late, YYYY-MM-DD. */
  readonly since: string
  readonly areaName: (path: string) => CityText
}

/** One of the list. */
export async function itemFor(sql: Sql, row: Integration, context: ViewContext): Promise<IntegrationItem> {
  return item(sql, row, await grantsOf(sql, row.id), context)
}

async function item(
  sql: Sql,
  row: Integration,
  grants: readonly ScopeGrant[],
  { now, since, areaName }: ViewContext,
): Promise<IntegrationItem> {
  const holding = grants.filter((grant) => grantStandingOf(grantStateOf(grant), now) === 'holds')
  return {
    ref: row.publicId,
    status: row.status,
    name: row.name,
    operator: row.operator,
    area: areaName(row.jurisdiction),
    scopes: row.status === 'active' ? [...new Set(holding.map(({ scope }) => scope))] : [],
    waiting: grants.filter(({ status }) => status === 'asked').length,
    ...(await callsOf(sql, row.id, since)),
  }
}

function grantView(row: ScopeGrant, all: readonly ScopeGrant[], { row: integration, by }: Found): GrantView {
  const state = grantStateOf(row)
  const others = all.filter(({ scope, id }) => scope === row.scope && id !== row.id).map(grantStateOf)
  return {
    ref: row.token,
    version: row.version,
    scope: row.scope,
    purpose: row.purpose,
    standing: grantStandingOf(state, by.now),
    from: isoOr(row.fromAt),
    until: isoOr(row.untilAt),
    perDay: row.perDay ?? SCOPE_RULES[row.scope].perDay,
    reason: state.reason,
    allowedActions: grantActions(state, { now: by.now, role: by.role, integration: integration.status, others }),
  }
}

/** All of one, for whoever may see it. */
export async function viewFor(sql: Sql, found: Found, context: ViewContext): Promise<IntegrationView> {
  const { row, by } = found
  const state = integrationStateOf(row)
  const grants = await grantsOf(sql, row.id)
  const prints = new Map(
    await Promise.all((row.jwks?.keys ?? []).map(async (key) => [String(key.kid), await thumbprintOf(key)] as const)),
  )
  return {
    ...(await item(sql, row, grants, context)),
    version: row.version,
    role: by.role,
    purpose: state.purpose,
    missing: row.status === 'draft' ? missingBefore(state, by.now) : [],
    redirects: [...row.redirectUris],
    origins: [...row.origins],
    jwksUri: row.jwksUri,
    pushedOnly: state.pushedOnly,
    keys: state.keys.map((key) => ({
      kid: key.kid,
      thumbprint: prints.get(key.kid) ?? '',
      from: iso(key.from),
      until: isoOr(key.until),
      holds: keyHolds(key, by.now),
    })),
    // What waits and what holds first; of the others the newest.
    grants: grants.toReversed().map((grant) => grantView(grant, grants, found)),
    engineers: (await engineersOf(sql, row.id)).map(({ id, name, version, active }) => ({
      ref: staffRefOf(sql.keys, id),
      name,
      version,
      own: id === by.id,
      active: active === 1,
    })),
    allowedActions: integrationActions(state, by.role, by.now),
    history: await historyOf(sql, row, grants, by.role),
  }
}

const ROLES: Readonly<Record<string, IntegrationRole>> = {
  administrator: 'administrator',
  integrationEngineer: 'engineer',
  system: 'system',
}

/** What happened to it and to its grants, the newest first. An engineer reads no names of the city's people. */
async function historyOf(
  sql: Sql,
  row: Integration,
  grants: readonly ScopeGrant[],
  viewer: IntegrationRole,
): Promise<History> {
  const own = await readEvents(sql, INTEGRATION_THING, row.id, { personal: false })
  const of: { event: StoredEvent; scope: ScopeGrant['scope'] | null }[] = own.map((event) => ({ event, scope: null }))
  for (const { id, scope } of grants)
    for (const event of await readEvents(sql, GRANT_THING, id, { personal: false })) of.push({ event, scope })
  of.sort((a, b) => a.event.at - b.event.at)
  const names = await staffNames(
    sql,
    of.flatMap(({ event }) => event.actor.id ?? []),
  )
  return of
    .map(({ event, scope }, i) => {
      const role = ROLES[event.actor.role ?? ''] ?? null
      const named = viewer === 'administrator' || role === 'engineer'
      // The data of an event was written by the machine's own row of that type.
      const { kid, reason } = event.data as Partial<IntegrationEventData['keyAdded'] & GrantEventData['scopeRefused']>
      return {
        seq: i + 1,
        type: event.type,
        at: iso(event.at),
        role,
        by: named && event.actor.id !== null ? (names.get(event.actor.id) ?? null) : null,
        scope,
        text: kid ?? reason ?? null,
      }
    })
    .toReversed()
}
