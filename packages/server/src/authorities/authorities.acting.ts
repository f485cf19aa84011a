import { CivicError, inForce, type Actor, type AppealState, type ResidentActor } from '@civicgrid/contracts'
import { openId, type Sql, type Tx } from '../kernel/index.ts'
import { activeBetween, findAuthority, insertActed, loadAuthority } from './authorities.store.ts'

/**
 * The one place that says whether somebody may act in another's place at this instant. Everything else asks here, with the
 * unit of work that it acts in, and gives what it is told (`onBehalfOf`) to the policy.
 */

export const REF_LABEL = 'authority reference'

/** The authority holds no longer, or for something else. */
export const overNow = (): CivicError =>
  new CivicError('AUTHORITY_OVER', { message: 'no authority for this holds now' })
/** One that is not theirs is not there. */
export const noAuthority = (): CivicError => new CivicError('NOT_FOUND', { message: 'no such authority' })

/** What is known of the one in whose place somebody acts. */
export interface ActedFor {
  readonly actor: ResidentActor
  readonly authorityId: number
  readonly principalId: number
}

/**
 * The caller as the agent of the person whom this authority names, to send something.
 * @throws CivicError NOT_FOUND for one that the caller does not hold; AUTHORITY_OVER
 */
export async function actingBy(tx: Tx, actor: ResidentActor, ref: string, now: number): Promise<ActedFor> {
  const id = openId(tx.keys, REF_LABEL, ref)
  const authority = id === null ? undefined : await loadAuthority(tx, id)
  if (!authority || authority.state.agentId !== actor.id) throw noAuthority()
  const { principalId, scope } = authority.state
  if (principalId === null || !inForce(authority.state, now) || !scope.includes('submit')) throw overNow()
  const onBehalfOf = { residentId: principalId, scope }
  return { actor: { ...actor, onBehalfOf }, authorityId: authority.id, principalId }
}

/** Notes that an appeal was sent by it. */
export const noteActed = (tx: Tx, appealId: number, { actor, authorityId, principalId }: ActedFor): Promise<void> =>
  insertActed(tx, { appealId, authorityId, agentId: actor.id, principalId })

/**
 * The caller on an appeal that stands: who sent it in another's place acts for them as long as an authority holds between
 * the two; everybody else as themselves.
 * @param acting whether a command is about to be given: then nothing ends meanwhile
 * @throws CivicError AUTHORITY_OVER for who once sent it and may see to it no longer
 */
export async function actingOn(
  sql: Sql,
  actor: Actor,
  { agentId, residentId }: Pick<AppealState, 'agentId' | 'residentId'>,
  now: number,
  acting = false,
): Promise<Actor> {
  if (actor.kind !== 'resident' || agentId !== actor.id || residentId === null) return actor
  const active = await activeBetween(sql, actor.id, residentId, acting)
  const scope = [...new Set(active.flatMap(({ state }) => (inForce(state, now) ? state.scope : [])))]
  if (scope.length === 0) throw overNow()
  return { ...actor, onBehalfOf: { residentId, scope } }
}

/**
 * Whose appeals an agent lists by one of their authorities.
 * @throws CivicError NOT_FOUND; AUTHORITY_OVER
 */
export async function principalBy(sql: Sql, agentId: number, ref: string, now: number): Promise<number> {
  const id = openId(sql.keys, REF_LABEL, ref)
  const authority = id === null ? undefined : await findAuthority(sql, id)
  if (!authority || authority.state.agentId !== agentId) throw noAuthority()
  if (authority.state.principalId === null || !inForce(authority.state, now)) throw overNow()
  return authority.state.principalId
}
