import {
  CivicError,
  SCOPE_OF_PROCEDURE,
  scopeNeeded,
  viaOf,
  type Actor,
  type IntegrationScope,
} from '@civicgrid/contracts'
import { civicErrorOf } from './errors.ts'
import type { Used } from './used.ts'

/** As far as a scope is asked for. */
interface Asked {
  readonly actor: Actor
  readonly spend?: (scope: IntegrationScope) => Promise<void>
}

/**
 * The one gate for whoever speaks by an integration's token: procedures pass it by themselves, routes that are none call it by
 * the name of what they stand for. Everybody else passes.
 * @throws CivicError SCOPE_MISSING, QUOTA_SPENT
 */
export async function demandScope({ actor, spend }: Asked, path: string): Promise<void> {
  const scope = scopeNeeded(actor, path)
  if (scope === null) return
  if (!spend) throw new CivicError('SCOPE_MISSING', { message: 'nobody counts what this token does' })
  await spend(scope)
}

interface Counted {
  readonly actor: Actor
  readonly used?: (call: Used) => void
}
const OK = 200

/** A call by an integration's token is counted for its own people to look at, whatever becomes of it. */
export async function counted<Answer>(
  { actor, used }: Counted,
  procedure: string,
  requestId: string,
  call: () => Promise<Answer>,
): Promise<Answer> {
  const via = used && viaOf(actor)
  if (!via) return call()
  const scope = Object.hasOwn(SCOPE_OF_PROCEDURE, procedure) ? (SCOPE_OF_PROCEDURE[procedure] ?? null) : null
  const note = (error: unknown) => {
    const { status, code } = error === undefined ? { status: OK, code: null } : civicErrorOf(error)
    used({ integrationId: via.integrationId, procedure, scope, status, code, requestId })
  }
  try {
    const answer = await call()
    // tRPC hands a failure over as a result.
    note(typeof answer === 'object' && answer !== null && 'error' in answer ? answer.error : undefined)
    return answer
  } catch (error) {
    note(error)
    throw error
  }
}
