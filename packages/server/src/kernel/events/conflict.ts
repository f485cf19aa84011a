import { CivicError } from '@civicgrid/contracts/constants'
import type { Changes } from '@civicgrid/contracts/constants'
import type { Sql } from '../db/types.ts'
import { readEvents } from './read.ts'
import type { EventActor, Visibility } from './types.ts'

/**
 * The event's place in the chain was taken while this unit was open, which only PostgreSQL allows. The unit can read
 * nothing any more, so what came between is told by whoever opened it: `told`.
 */
export class LostRace extends CivicError {
  readonly thingKind: string
  readonly thingId: number
  readonly expectedVersion: number

  constructor(thingKind: string, thingId: number, expectedVersion: number, cause: unknown) {
    super('VERSION_CONFLICT', { message: `${thingKind} ${thingId} is past version ${expectedVersion}`, cause })
    this.thingKind = thingKind
    this.thingId = thingId
    this.expectedVersion = expectedVersion
  }
}

/** The same error with what came between, as far as this actor may see it. Any other error stays itself. */
export async function told(sql: Sql, error: unknown, actor: EventActor): Promise<unknown> {
  if (!(error instanceof LostRace)) return error
  const sees: readonly Visibility[] = actor.kind === 'staff' || actor.kind === 'system' ? ALL : ['public', 'parties']
  return conflict(sql, error.thingKind, error.thingId, error.expectedVersion, sees)
}

const ALL: readonly Visibility[] = ['public', 'parties', 'staff']

/**
 * What came between, for whoever lost a race: `throw await conflict(tx, 'appeal', id, input.expectedVersion)`.
 * @param sees which events may be told of
 */
export async function conflict(
  sql: Sql,
  thingKind: string,
  thingId: number,
  expectedVersion: number,
  sees: readonly Visibility[] = ALL,
): Promise<CivicError> {
  const events = await readEvents(sql, thingKind, thingId, { personal: false, after: expectedVersion })
  const changes: Changes = {
    version: events.at(-1)?.seq ?? expectedVersion,
    events: events
      .filter((event) => sees.includes(event.visibility))
      .map(({ seq, type, at, actor }) => ({ seq, type, at: new Date(at).toISOString(), actorRole: actor.role })),
  }
  return new CivicError('VERSION_CONFLICT', { changes })
}
