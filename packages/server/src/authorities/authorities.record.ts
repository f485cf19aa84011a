import {
  CivicError,
  decideAuthority,
  evolveAuthority,
  NO_AUTHORITY,
  type AuthorityCommand,
  type AuthorityContext,
  type AuthorityInputs,
  type AuthorityRole,
  type AuthorityState,
  type EventDraft,
  type authoritySchema,
} from '@civicgrid/contracts'
import type { z } from 'zod'
import { append, sealId, type Head, type Keyring, type Tx } from '../kernel/index.ts'
import { REF_LABEL } from './authorities.acting.ts'
import {
  AUTHORITY_THING,
  insertAuthority,
  saveAuthority,
  type LoadedAuthority,
  type NewAuthority,
} from './authorities.store.ts'

export type AuthorityReceipt = z.infer<typeof authoritySchema.authorityReceipt>
export type Terms = AuthorityContext['terms']

/** Who gives a command: as themselves, in this role; in the log staff is named by theirs. */
export interface AuthorityActor {
  readonly kind: 'resident' | 'staff'
  readonly id: number
  readonly role: AuthorityRole
  /** Of staff; the two whom it concerns are called what they are here. */
  readonly staffRole?: string
}

interface Given<Name extends AuthorityCommand> {
  readonly name: Name
  readonly input: AuthorityInputs[Name]
  readonly by: AuthorityActor
  readonly now: number
  readonly terms: Terms
}

function decided<Name extends AuthorityCommand>(state: AuthorityState, { name, input, by, now, terms }: Given<Name>) {
  const drafts = decideAuthority(state, name, input as never, { now, actor: { id: by.id, role: by.role }, terms })
  const actor = { kind: by.kind, id: by.id, role: by.staffRole ?? by.role }
  const after = drafts.reduce(
    (next, { type, data }) => evolveAuthority(next, { type, data, seq: next.version + 1, at: now, actor }),
    state,
  )
  return { drafts, after, actor }
}

/** Both whom it concerns read every event of it. */
const write = (
  tx: Tx,
  id: number,
  before: { version: number; headHash: Uint8Array | null; subjectId: number; areaPath: string },
  drafts: readonly EventDraft[],
  actor: { kind: 'resident' | 'staff'; id: number; role: string },
  now: number,
): Promise<Head> =>
  append(tx, {
    thingKind: AUTHORITY_THING,
    thingId: id,
    expectedVersion: before.version,
    prevHash: before.headHash,
    events: drafts.map(({ type, data, personal }) => ({
      type,
      data,
      visibility: 'parties' as const,
      ...(personal ? { personal, subjectId: before.subjectId } : {}),
    })),
    actor,
    jurisdiction: before.areaPath,
    now,
  })

export const receiptOf = (keys: Keyring, id: number, version: number, now: number): AuthorityReceipt => ({
  ref: sealId(keys, REF_LABEL, id),
  version,
  at: new Date(now).toISOString(),
})

/** Makes a new one. @throws CivicError what the machine refuses */
export async function begin<Name extends 'offer' | 'request'>(
  tx: Tx,
  row: NewAuthority,
  given: Given<Name>,
): Promise<{ id: number; receipt: AuthorityReceipt; state: AuthorityState }> {
  const { drafts, after, actor } = decided(NO_AUTHORITY, given)
  const id = await insertAuthority(tx, row, after, given.now)
  const before = { version: 0, headHash: null, subjectId: row.subjectId, areaPath: after.areaPath }
  await saveAuthority(tx, id, after, await write(tx, id, before, drafts, actor, given.now))
  return { id, receipt: receiptOf(tx.keys, id, after.version, given.now), state: after }
}

/** A command on one that stands. @param expected the version that the caller saw. @throws CivicError VERSION_CONFLICT too */
export async function change<Name extends Exclude<AuthorityCommand, 'offer' | 'request'>>(
  tx: Tx,
  authority: LoadedAuthority,
  given: Given<Name>,
  expected: number | null = null,
): Promise<AuthorityReceipt> {
  const { id, subjectId, headHash, state } = authority
  if (expected !== null && expected !== state.version)
    throw new CivicError('VERSION_CONFLICT', { changes: { version: state.version, events: [] } })
  const { drafts, after, actor } = decided(state, given)
  const before = { version: state.version, headHash, subjectId, areaPath: state.areaPath }
  await saveAuthority(tx, id, after, await write(tx, id, before, drafts, actor, given.now))
  return receiptOf(tx.keys, id, after.version, given.now)
}
