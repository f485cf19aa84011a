import {
  CivicError,
  mayRead,
  nextDueAt,
  parseCode,
  type Actor,
  type AppealState,
  type schema,
} from '@civicgrid/contracts'
import type { z } from 'zod'
import { actingOn } from '../authorities/index.ts'
import { command as once, conflict, type Kernel, type Tx, type Visibility } from '../kernel/index.ts'
import type { AppealCity } from './appeals.context.ts'
import { decideCommand } from './appeals.decide.ts'
import { photosIn, type StandingCommand, type WireInput } from './appeals.inputs.ts'
import { attachPhotos, demandFewPhotos, THING } from './appeals.photos.ts'
import { findPressure, isApart, knownTo, recordApart } from './appeals.pressure.ts'
import { onlyAside, record } from './appeals.record.ts'
import { loadAppeal, type LoadedAppeal } from './appeals.store.ts'
import { iso, isoOrNull } from './appeals.instants.ts'

export type Receipt = z.infer<typeof schema.receipt>

/** Who gives a command, and the key under which it is given once. */
export interface Given {
  readonly actor: Actor
  readonly idempotencyKey: string
}

/** @throws CivicError CODE_INVALID: mistyped, so nobody looks it up */
export function readCode(typed: string): string {
  const code = parseCode(typed)
  if (code === null) throw new CivicError('CODE_INVALID', { fields: { code: 'format' } })
  return code
}

/** Another resident's appeal, or one beyond the caller's reach, is not there. */
export const notThere = (): CivicError => new CivicError('NOT_FOUND', { message: 'no such appeal' })

const idOf = (actor: Actor): number | null => ('id' in actor ? actor.id : null)

/** The caller as the log and the idempotency record name them. */
export const caller = (
  actor: Actor,
): { kind: 'resident' | 'staff' | 'system'; id: number | null; role: string | null } => {
  if (actor.kind === 'guest' || actor.kind === 'integration')
    throw new CivicError('UNAUTHENTICATED', { message: 'sign in first' })
  return { kind: actor.kind, id: idOf(actor), role: null }
}

export const receiptOf = (code: string, state: AppealState, now: number): Receipt => ({
  code,
  version: state.version,
  status: state.status ?? '',
  at: iso(now),
  dueAt: isoOrNull(nextDueAt(state)),
})

export interface AppealCommands {
  /** Gives a command on an appeal that stands: the one path for all of them. */
  give<Command extends StandingCommand>(
    command: Command,
    procedure: string,
    given: Given,
    input: WireInput<Command>,
  ): Promise<Receipt>
}

export function createAppealCommands({ kernel, city }: { kernel: Kernel; city: AppealCity }): AppealCommands {
  const { db, clock } = kernel

  return {
    async give(command, procedure, { actor: sender, idempotencyKey }, input) {
      const code = readCode(input.code)
      const photos = photosIn(input)
      demandFewPhotos(photos, city.photosMax)
      return once({ db, clock }, { procedure, actor: caller(sender), idempotencyKey, input }, async (tx) => {
        const now = clock.now()
        const appeal = await loadAppeal(tx, code)
        const actor = appeal ? await actingOn(tx, sender, appeal.state, now, true) : sender
        if (!appeal || !mayRead(appeal.state, actor, now)) throw notThere()
        const { id, state } = appeal
        await demandVersion(tx, appeal, input.expectedVersion, actor)
        if (isApart(command)) {
          const pressure = await findPressure(tx, id)
          const known = knownTo(state, pressure, actor, now)
          await recordApart(tx, appeal, pressure, decideCommand(city, known, actor, command, input, now), now)
          return receiptOf(code, state, now)
        }
        const decided = decideCommand(city, state, actor, command, input, now)
        await attachPhotos(tx, photos, actor, id)
        await record(tx, appeal, decided, now)
        return receiptOf(code, decided.state, now)
      })
    },
  }
}

const RESIDENT_SEES: readonly Visibility[] = ['public', 'parties']

/** Somebody else was first: the caller is told what they did. @throws CivicError VERSION_CONFLICT */
async function demandVersion(tx: Tx, { id, state }: LoadedAppeal, expected: number, actor: Actor): Promise<void> {
  if (expected === state.version) return
  if (expected > state.version)
    throw new CivicError('VERSION_CONFLICT', { changes: { version: state.version, events: [] } })
  if (await onlyAside(tx, id, expected)) return
  throw await conflict(tx, THING, id, expected, actor.kind === 'resident' ? RESIDENT_SEES : undefined)
}
