import {
  authorityActions,
  maskedName,
  standingOf,
  type Actor,
  type AuthorityContext,
  type authoritySchema,
  type ResidentActor,
  type StaffActor,
} from '@civicgrid/contracts'
import type { z } from 'zod'
import { profileOfResident } from '../identity/people.service.ts'
import { readEvents, sealId, type Sql } from '../kernel/index.ts'
import { REF_LABEL } from './authorities.acting.ts'
import { AUTHORITY_THING, namesOf, type LoadedAuthority } from './authorities.store.ts'

export type AuthorityItem = z.infer<typeof authoritySchema.authorityItem>
export type DeskAuthority = z.infer<typeof authoritySchema.deskAuthority>
export type AuthorityHistory = z.infer<typeof authoritySchema.authorityHistory>
type Context = Omit<AuthorityContext, 'actor'>

const iso = (ms: number): string => new Date(ms).toISOString()

/** What the two are called: each as their account says, whoever is to act as the person called them until then. */
export async function bothNames(
  sql: Sql,
  authority: LoadedAuthority,
): Promise<{ principal: string | null; agent: string | null; relation: string | null }> {
  const { principalId, agentId } = authority.state
  const names = await namesOf(sql, authority)
  const principal = principalId === null ? null : await profileOfResident(sql, principalId)
  const agent = agentId === null ? names?.agentName : (await profileOfResident(sql, agentId))?.name
  return { principal: principal?.name ?? null, agent: agent ?? null, relation: names?.relation ?? null }
}

function facts(sql: Sql, { id, state }: LoadedAuthority, actor: Actor, context: Context) {
  const { origin, scope, from, until, codeUntil, version } = state
  return {
    ref: sealId(sql.keys, REF_LABEL, id),
    version,
    origin,
    standing: standingOf(state, context.now),
    scope: [...scope],
    from: iso(from),
    until: iso(until),
    codeUntil: codeUntil === null ? null : iso(codeUntil),
    allowedActions: authorityActions(state, actor, context),
  }
}

export async function itemFor(
  sql: Sql,
  authority: LoadedAuthority,
  actor: ResidentActor,
  context: Context,
): Promise<AuthorityItem> {
  return {
    ...facts(sql, authority, actor, context),
    side: authority.state.principalId === actor.id ? 'principal' : 'agent',
    ...(await bothNames(sql, authority)),
  }
}

const masked = (name: string | null): string | null => (name === null ? null : maskedName(name))

/** Staff reads the names with the paper, and both read that they did. */
export async function deskItemFor(
  sql: Sql,
  authority: LoadedAuthority,
  actor: StaffActor,
  context: Context,
): Promise<DeskAuthority> {
  const { principal, agent, relation } = await bothNames(sql, authority)
  return {
    ...facts(sql, authority, actor, context),
    principal: masked(principal),
    agent: masked(agent),
    relation,
    hasEvidence: authority.state.origin === 'paper' && authority.state.status !== 'refused',
  }
}

/** What happened, oldest first: staff by their role alone. */
export async function historyOf(sql: Sql, id: number): Promise<AuthorityHistory> {
  const events = await readEvents(sql, AUTHORITY_THING, id)
  return events.map(({ type, at, actor, personal }) => ({
    type,
    at: iso(at),
    by: actor.role,
    text: typeof personal?.text === 'string' ? personal.text : null,
  }))
}
