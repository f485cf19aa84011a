import {
  CivicError,
  decideGrant,
  decideIntegration,
  evolveGrant,
  evolveIntegration,
  grantMachine,
  integrationMachine,
  type GrantCommand,
  type GrantContext,
  type GrantInputs,
  type IntegrationCommand,
  type IntegrationInputs,
  type IntegrationRole,
  type IntegrationState,
  type ScopeGrantState,
} from '@civicgrid/contracts'
import { append, newToken, type Tx } from '../../kernel/index.ts'
import {
  grantsOf,
  insertGrant,
  saveGrant,
  saveIntegration,
  type Integration,
  type ScopeGrant,
} from '../integrations.store.ts'
import { GRANT_THING, grantStateOf, INTEGRATION_THING, integrationStateOf } from './integration-desk.store.ts'

/** State, events and rows of a command on an integration or one of its grants, in one unit of work. */

export interface By {
  /** Null: the service itself. */
  readonly id: number | null
  readonly role: IntegrationRole
  readonly now: number
}
const STAFF_ROLE = { administrator: 'administrator', engineer: 'integrationEngineer', system: 'system' } as const
const actorOf = ({ id, role }: By) => ({ kind: id === null ? 'system' : 'staff', id, role: STAFF_ROLE[role] }) as const

export type Jwk = Readonly<Record<string, unknown>>

/** @throws CivicError FORBIDDEN for what is not this role's to command */
function demandRole(by: readonly IntegrationRole[], role: IntegrationRole, name: string): void {
  if (!by.includes(role)) throw new CivicError('FORBIDDEN', { message: `${name} is not for this caller` })
}

/**
 * A command on one that stands, or on a row that was just made for it (`register`).
 * @param publish keys to keep beside those that are there; whatever no longer holds leaves
 */
export async function changeIntegration<Name extends IntegrationCommand>(
  tx: Tx,
  row: Integration,
  name: Name,
  inputs: readonly IntegrationInputs[Name][],
  by: By,
  publish: readonly Jwk[] = [],
): Promise<{ version: number; state: IntegrationState }> {
  demandRole(integrationMachine.commands[name].by, by.role, name)
  const actor = actorOf(by)
  const before = name === 'register' ? integrationMachine.initial : integrationStateOf(row)
  const drafts = []
  let state = before
  for (const input of inputs)
    for (const draft of decideIntegration(state, name, input as never, by)) {
      drafts.push(draft)
      state = evolveIntegration(state, { ...draft, seq: state.version + 1, at: by.now, actor })
    }
  const head = await append(tx, {
    thingKind: INTEGRATION_THING,
    thingId: row.id,
    expectedVersion: before.version,
    prevHash: before.version === 0 ? null : row.headHash,
    events: drafts.map(({ type, data }) => ({ type, data, visibility: 'staff' as const })),
    actor,
    jurisdiction: row.jurisdiction,
    now: by.now,
  })
  const jwks = publishedKeys([...(row.jwks?.keys ?? []), ...publish], state, by.now)
  await saveIntegration(tx, {
    id: row.id,
    status: state.status ?? row.status,
    name: state.name,
    purpose: state.purpose ?? { 'zh-CN': '', en: '' },
    operator: state.operator,
    jwks,
    jwksUri: state.jwksUri,
    redirectUris: state.redirects,
    origins: state.origins,
    version: head.version,
    headHash: head.headHash,
    state: JSON.stringify({ keys: state.keys, engineers: state.engineers, pushedOnly: state.pushedOnly }),
  })
  return { version: head.version, state }
}

/** The keys that still hold; null where none is left. */
export function publishedKeys(
  keys: readonly Jwk[],
  { keys: kept }: Pick<IntegrationState, 'keys'>,
  now: number,
): Integration['jwks'] {
  const holding = new Set(kept.filter(({ until }) => until === null || until > now).map(({ kid }) => kid))
  const left = keys.filter(({ kid }) => holding.has(String(kid)))
  return left.length === 0 ? null : { keys: left }
}

/** A command on one of its grants. @param row null: a new one */
export async function changeGrant<Name extends GrantCommand>(
  tx: Tx,
  integration: Integration,
  row: ScopeGrant | null,
  name: Name,
  input: GrantInputs[Name],
  by: By,
): Promise<{ token: string; version: number }> {
  demandRole(grantMachine.commands[name].by, by.role, name)
  const before: ScopeGrantState = row ? grantStateOf(row) : grantMachine.initial
  const scope = row?.scope ?? ('scope' in input ? input.scope : before.scope)
  const others = (await grantsOf(tx, integration.id))
    .filter((other) => other.scope === scope && other.id !== row?.id)
    .map(grantStateOf)
  const context: GrantContext = { now: by.now, role: by.role, integration: integration.status, others }
  const actor = actorOf(by)
  const drafts = decideGrant(before, name, input as never, context)
  const state = drafts.reduce(
    (next, draft) => evolveGrant(next, { ...draft, seq: next.version + 1, at: by.now, actor }),
    before,
  )
  const token = row?.token ?? newToken(tx.random)
  const columns = {
    status: state.status ?? ('ended' as const),
    fromAt: state.from,
    untilAt: state.until,
    perDay: state.perDay,
    purpose: state.purpose,
    state: JSON.stringify({ reason: state.reason }),
  }
  const id =
    row?.id ?? (await insertGrant(tx, { ...columns, token, integrationId: integration.id, scope, createdAt: by.now }))
  const head = await append(tx, {
    thingKind: GRANT_THING,
    thingId: id,
    expectedVersion: before.version,
    prevHash: before.version === 0 ? null : (row?.headHash ?? null),
    events: drafts.map(({ type, data }) => ({ type, data, visibility: 'staff' as const })),
    actor,
    jurisdiction: integration.jurisdiction,
    now: by.now,
  })
  await saveGrant(tx, { id, ...columns, version: head.version, headHash: head.headHash })
  return { token, version: head.version }
}
