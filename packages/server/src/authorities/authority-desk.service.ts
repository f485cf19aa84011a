import {
  authorityRole,
  CivicError,
  mayReadAuthority,
  staffRoleOver,
  witnessAreas,
  type AuthorityCommand,
  type AuthorityInputs,
  type authoritySchema,
  type StaffActor,
} from '@civicgrid/contracts'
import type { z } from 'zod'
import { filesOf, releaseFiles } from '../files/files.store.ts'
import { command, openId, sealId, type Tx } from '../kernel/index.ts'
import { noAuthority, REF_LABEL } from './authorities.acting.ts'
import { begin, change, type AuthorityReceipt } from './authorities.record.ts'
import {
  codeFor,
  codeHashOf,
  keptPerson,
  termsOf,
  type AuthoritiesOptions,
  type AuthorityCode,
} from './authorities.service.ts'
import {
  AUTHORITY_THING,
  findAuthority,
  listForStaff,
  loadAuthority,
  type LoadedAuthority,
} from './authorities.store.ts'
import { bothNames, deskItemFor, historyOf, type DeskAuthority } from './authorities.view.ts'

type Inputs = typeof authoritySchema.authorityDeskInputs
type In<Name extends keyof Inputs> = z.output<Inputs[Name]>
interface Given {
  readonly actor: StaffActor
  readonly idempotencyKey: string
}
type Evidence = z.infer<typeof authoritySchema.evidenceView>

/** 代办 at the desk: what people say in person is written down, and papers are looked at. */
export interface AuthorityDesk {
  list(actor: StaffActor, input: In<'list'>): Promise<{ items: DeskAuthority[]; nextCursor: string | null }>
  /** @throws CivicError NOT_FOUND beyond the caller's reach */
  get(actor: StaffActor, ref: string): Promise<z.infer<typeof authoritySchema.deskAuthorityView>>
  /** For somebody who is there and has no way in of their own. @throws CivicError FORBIDDEN, NOT_ALLOWED_NOW, BAD_INPUT */
  witness(given: Given, input: In<'witness'>): Promise<AuthorityCode>
  /** The paper, with both names. The look is an event that both read; the answer is in no record. */
  viewEvidence(given: Given, input: In<'viewEvidence'>): Promise<Evidence>
  /** @throws CivicError NOT_ALLOWED_NOW for who has not looked at it */
  approve(given: Given, input: In<'approve'>): Promise<AuthorityReceipt>
  refuse(given: Given, input: In<'refuse'>): Promise<AuthorityReceipt>
  renew(given: Given, input: In<'renew'>): Promise<AuthorityReceipt>
  /** The person says so, in person. */
  end(given: Given, ref: string): Promise<AuthorityReceipt>
}

const PAGE_LABEL = 'authority page'
const NEWEST = 2 ** 31 - 1
/** How long after a look the same answer may be fetched again: a lost response, not a second look. */
const SAME_LOOK_MS = 120_000

export interface AuthorityDeskOptions extends AuthoritiesOptions {
  /** Makes an address that opens one photo, in one size, for a while. */
  readonly sign: (token: string, variant: 'photo' | 'thumb', now: number) => string
}

export function createAuthorityDesk({ kernel, settings, sign }: AuthorityDeskOptions): AuthorityDesk {
  const { db, clock } = kernel
  const context = () => ({ now: clock.now(), terms: settings.authorities ?? { maxDays: 0, codeHours: 0 } })
  const idOf = (ref: string): number => openId(db.keys, REF_LABEL, ref) ?? 0

  const what = ({ actor, idempotencyKey }: Given, procedure: string, input: unknown) => ({
    procedure: `authorityDesk.${procedure}`,
    actor: { kind: 'staff' as const, id: actor.id, role: null },
    idempotencyKey,
    input,
  })

  /** A command on one that stands. @param also what else is written in the same unit of work */
  function give<Name extends Exclude<AuthorityCommand, 'offer' | 'request' | 'accept'>>(
    given: Given,
    name: Name,
    wire: { ref: string; expectedVersion?: number },
    input: AuthorityInputs[Name],
    also?: (tx: Tx, authority: LoadedAuthority) => Promise<void>,
  ): Promise<AuthorityReceipt> {
    const { actor } = given
    const terms = termsOf(settings)
    return command(kernel, what(given, name, wire), async (tx) => {
      const now = clock.now()
      const authority = await loadAuthority(tx, idOf(wire.ref))
      if (!authority || !mayReadAuthority(authority.state, actor, now)) throw noAuthority()
      const role = authorityRole(authority.state, actor, name, now)
      const staffRole =
        role === 'reviewer' || role === 'officer' ? staffRoleOver(authority.state, actor, role, now) : null
      if (role === null || staffRole === null)
        throw new CivicError('FORBIDDEN', { message: `${name} is not for this caller` })
      const by = { kind: 'staff', id: actor.id, role, staffRole } as const
      const receipt = await change(tx, authority, { name, input, by, now, terms }, wire.expectedVersion ?? null)
      await also?.(tx, authority)
      return receipt
    })
  }

  return {
    async list(actor, { waiting, cursor, limit }) {
      const before = cursor ? openId(db.keys, PAGE_LABEL, cursor) : NEWEST
      if (before === null) throw new CivicError('BAD_INPUT', { fields: { cursor: 'format' } })
      const rows = await listForStaff(db.read, witnessAreas(actor, clock.now()), { waiting, before, limit: limit + 1 })
      const shown = rows.slice(0, limit)
      const last = shown.at(-1)
      return {
        items: await Promise.all(shown.map((authority) => deskItemFor(db.read, authority, actor, context()))),
        nextCursor: rows.length > limit && last ? sealId(db.keys, PAGE_LABEL, last.id) : null,
      }
    },

    async get(actor, ref) {
      const authority = await findAuthority(db.read, idOf(ref))
      if (!authority || !mayReadAuthority(authority.state, actor, clock.now())) throw noAuthority()
      return {
        ...(await deskItemFor(db.read, authority, actor, context())),
        history: await historyOf(db.read, authority.id),
      }
    },

    async witness(given, input) {
      const { actor, idempotencyKey } = given
      const terms = termsOf(settings)
      const [areaPath] = witnessAreas(actor, clock.now())
      if (!areaPath) throw new CivicError('FORBIDDEN', { message: 'not for this caller' })
      if (!terms.witnessed) throw new CivicError('NOT_ALLOWED_NOW', { message: 'not in this city' })
      const code = codeFor(db.keys, actor, idempotencyKey)
      const receipt = await command(kernel, what(given, 'witness', input), async (tx) => {
        const now = clock.now()
        const staffRole = staffRoleOver({ origin: 'witnessed', areaPath }, actor, 'officer', now) ?? undefined
        const { id: principalId, subjectId } = await keptPerson(tx, areaPath, input.principalName, now)
        const names = { agentName: input.agentName, relation: input.relation }
        const made = await begin(
          tx,
          { principalId, subjectId, names, codeHash: codeHashOf(db.keys, code) },
          {
            name: 'offer',
            input: { principalId, areaPath, scope: input.scope, until: Date.parse(input.until) },
            by: { kind: 'staff', id: actor.id, role: 'officer', staffRole },
            now,
            terms,
          },
        )
        return { ...made.receipt, codeUntil: new Date(made.state.codeUntil ?? now).toISOString() }
      })
      return { ...receipt, code }
    },

    async viewEvidence(given, input) {
      const receipt = await give(given, 'viewEvidence', input, {})
      const now = clock.now()
      const authority = await findAuthority(db.read, idOf(input.ref))
      const mayStill = authority && authorityRole(authority.state, given.actor, 'viewEvidence', now)
      if (!mayStill || now - Date.parse(receipt.at) > SAME_LOOK_MS)
        throw new CivicError('NOT_ALLOWED_NOW', { message: 'that look is over; look again' })
      const { principal, agent } = await bothNames(db.read, authority)
      const files = await filesOf(db.read, AUTHORITY_THING, authority.id)
      const photos = files.map(({ token, width, height }) => ({
        token,
        url: sign(token, 'photo', now),
        thumb: sign(token, 'thumb', now),
        width,
        height,
      }))
      return { principal, agent, photos, receipt }
    },

    approve: (given, input) => give(given, 'approve', input, {}),
    // A paper that proves nothing is not kept.
    refuse: (given, input) =>
      give(given, 'refuse', input, { note: input.note }, (tx, { id }) =>
        releaseFiles(tx, AUTHORITY_THING, id, 'resident'),
      ),
    renew: (given, input) => give(given, 'renew', input, { until: Date.parse(input.until) }),
    end: (given, ref) => give(given, 'end', { ref }, {}),
  }
}
