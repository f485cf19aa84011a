import {
  AUTHORITIES_A_DAY,
  AUTHORITIES_HELD_MAX,
  authorityRole,
  CivicError,
  encodeCode,
  inForce,
  maskedName,
  mayReadAuthority,
  parseCode,
  standingOf,
  type authoritySchema,
  type CitySettings,
  type ResidentActor,
} from '@civicgrid/contracts'
import type { z } from 'zod'
import { attachFile } from '../files/files.store.ts'
import { subjectOfResident } from '../identity/people.service.ts'
import { registerResident } from '../identity/register.ts'
import { command, lookupHash, openId, type Kernel, type Sql, type Tx } from '../kernel/index.ts'
import { noAuthority, REF_LABEL } from './authorities.acting.ts'
import { begin, change, type AuthorityReceipt, type Terms } from './authorities.record.ts'
import {
  AUTHORITY_THING,
  countSince,
  findAuthority,
  findByCode,
  listOf,
  loadAuthority,
  loadByCode,
  type LoadedAuthority,
} from './authorities.store.ts'
import { bothNames, historyOf, itemFor, type AuthorityItem } from './authorities.view.ts'

type In<Name extends keyof typeof authoritySchema.authorityInputs> = z.output<
  (typeof authoritySchema.authorityInputs)[Name]
>
export type AuthorityCode = z.infer<typeof authoritySchema.authorityCode>
export interface GivenByResident {
  readonly actor: ResidentActor
  readonly idempotencyKey: string
}

/** 代办, for the two whom it concerns: who lets another act for them, and who acts. */
export interface Authorities {
  /** What the caller has given and what they hold, the newest first. */
  list(actor: ResidentActor): Promise<AuthorityItem[]>
  /** @throws CivicError NOT_FOUND for one that is not theirs */
  get(actor: ResidentActor, ref: string): Promise<z.infer<typeof authoritySchema.authorityView>>
  /** Gives one: whoever the person hands the code to may take it up. @throws CivicError BAD_INPUT, RATE_LIMITED */
  offer(given: GivenByResident, input: In<'offer'>): Promise<AuthorityCode>
  /** What a code stands for. @throws CivicError CODE_INVALID; NOT_FOUND, also when it was taken up or has run out */
  open(code: string): Promise<z.infer<typeof authoritySchema.offeredAuthority>>
  /** @throws CivicError CODE_INVALID, NOT_FOUND; SAME_PERSON for who gave it */
  accept(given: GivenByResident, input: In<'code'>): Promise<AuthorityReceipt>
  /** Asks for one by a signed paper; it holds once staff has looked. @throws CivicError NOT_ALLOWED_NOW, BAD_INPUT */
  request(given: GivenByResident, input: In<'request'>): Promise<AuthorityReceipt>
  /** Ends it, by the word of either, at once. @throws CivicError NOT_FOUND, WRONG_STATE */
  end(given: GivenByResident, ref: string): Promise<AuthorityReceipt>
}

const DAY = 86_400_000
export const codeHashOf = (keys: Sql['keys'], code: string): Buffer => lookupHash(keys, `authority code ${code}`)

/**
 * The code of an offer: 60 bits. It is made from the command's own key, so that a retry gets the same one and no record of
 * the answer holds it.
 */
export const codeFor = (keys: Sql['keys'], by: { kind: string; id: number }, idempotencyKey: string): string =>
  encodeCode(lookupHash(keys, `authority offer ${by.kind} ${by.id} ${idempotencyKey}`))

/** What the city allows. @throws CivicError NOT_ALLOWED_NOW where nobody can act for another */
export function termsOf({ authorities }: CitySettings): NonNullable<CitySettings['authorities']> {
  if (!authorities) throw new CivicError('NOT_ALLOWED_NOW', { message: 'not offered by this city' })
  return authorities
}

export interface AuthoritiesOptions {
  readonly kernel: Kernel
  readonly settings: CitySettings
}

export function createAuthorities({ kernel, settings }: AuthoritiesOptions): Authorities {
  const { db, clock } = kernel
  const terms = (): Terms => termsOf(settings)

  async function theirs(sql: Sql, actor: ResidentActor, ref: string): Promise<LoadedAuthority> {
    const id = openId(db.keys, REF_LABEL, ref)
    const authority = id === null ? undefined : await findAuthority(sql, id)
    if (!authority || !mayReadAuthority(authority.state, actor, clock.now())) throw noAuthority()
    return authority
  }

  /** @throws CivicError RATE_LIMITED */
  async function demandFew(tx: Tx, residentId: number, now: number): Promise<void> {
    if ((await countSince(tx, residentId, now - DAY)) >= AUTHORITIES_A_DAY)
      throw new CivicError('RATE_LIMITED', { message: 'as many as a day allows', retryAfterMs: DAY })
  }

  /** @throws CivicError NOT_ALLOWED_NOW for who acts for more people than one can know */
  async function demandRoom(tx: Tx, agentId: number, now: number): Promise<void> {
    const held = (await listOf(tx, agentId)).filter(({ state }) => state.agentId === agentId && inForce(state, now))
    if (held.length >= AUTHORITIES_HELD_MAX)
      throw new CivicError('NOT_ALLOWED_NOW', { fields: { authority: 'tooMany' } })
  }

  function readCode(typed: string): Buffer {
    const code = parseCode(typed)
    if (code === null) throw new CivicError('CODE_INVALID', { fields: { code: 'format' } })
    return codeHashOf(db.keys, code)
  }

  const what = ({ actor, idempotencyKey }: GivenByResident, procedure: string, input: unknown) => ({
    procedure: `authorities.${procedure}`,
    actor: { kind: 'resident' as const, id: actor.id, role: null },
    idempotencyKey,
    input,
  })
  const context = () => ({ now: clock.now(), terms: settings.authorities ?? { maxDays: 0, codeHours: 0 } })

  return {
    async list(actor) {
      const found = await listOf(db.read, actor.id)
      return Promise.all(found.map((authority) => itemFor(db.read, authority, actor, context())))
    },

    async get(actor, ref) {
      const authority = await theirs(db.read, actor, ref)
      return {
        ...(await itemFor(db.read, authority, actor, context())),
        history: await historyOf(db.read, authority.id),
      }
    },

    async offer(given, input) {
      const { actor, idempotencyKey } = given
      const allowed = terms()
      const code = codeFor(db.keys, actor, idempotencyKey)
      const receipt = await command(kernel, what(given, 'offer', input), async (tx) => {
        const now = clock.now()
        await demandFew(tx, actor.id, now)
        const row = {
          principalId: actor.id,
          subjectId: await subjectOfResident(tx, actor.id),
          names: { agentName: input.agentName, relation: input.relation },
          codeHash: codeHashOf(db.keys, code),
        }
        const made = await begin(tx, row, {
          name: 'offer',
          input: {
            principalId: actor.id,
            areaPath: actor.jurisdiction,
            scope: input.scope,
            until: Date.parse(input.until),
          },
          by: { kind: 'resident', id: actor.id, role: 'principal' },
          now,
          terms: allowed,
        })
        return { ...made.receipt, codeUntil: new Date(made.state.codeUntil ?? now).toISOString() }
      })
      return { ...receipt, code }
    },

    async open(code) {
      const authority = await findByCode(db.read, readCode(code))
      if (!authority || standingOf(authority.state, clock.now()) !== 'offered') throw noAuthority()
      const { principal } = await bothNames(db.read, authority)
      const { origin, scope, until } = authority.state
      return {
        origin,
        scope: [...scope],
        until: new Date(until).toISOString(),
        principal: principal === null ? null : maskedName(principal),
      }
    },

    accept(given, input) {
      const codeHash = readCode(input.code)
      const { actor } = given
      const allowed = terms()
      return command(kernel, what(given, 'accept', { codeHash: codeHash.toString('hex') }), async (tx) => {
        const now = clock.now()
        const authority = await loadByCode(tx, codeHash)
        if (!authority || standingOf(authority.state, now) !== 'offered') throw noAuthority()
        await demandRoom(tx, actor.id, now)
        const by = { kind: 'resident', id: actor.id, role: 'agent' } as const
        return change(tx, authority, { name: 'accept', input: {}, by, now, terms: allowed })
      })
    },

    request(given, input) {
      const { actor } = given
      const allowed = termsOf(settings)
      if (!allowed.paper) throw new CivicError('NOT_ALLOWED_NOW', { message: 'no papers in this city' })
      return command(kernel, what(given, 'request', input), async (tx) => {
        const now = clock.now()
        await demandFew(tx, actor.id, now)
        await demandRoom(tx, actor.id, now)
        const { id: principalId, subjectId } = await keptPerson(tx, actor.jurisdiction, input.principalName, now)
        const row = {
          principalId,
          subjectId,
          names: { agentName: '', relation: input.relation },
          codeHash: null,
        }
        const { scope, evidence } = input
        const made = await begin(tx, row, {
          name: 'request',
          input: { principalId, areaPath: actor.jurisdiction, scope, evidence, until: Date.parse(input.until) },
          by: { kind: 'resident', id: actor.id, role: 'agent' },
          now,
          terms: allowed,
        })
        const owner = { ownerKind: 'resident', ownerId: actor.id, thingKind: AUTHORITY_THING, thingId: made.id }
        for (const [i, token] of evidence.entries())
          if (!(await attachFile(tx, 'photo', { token, ...owner })))
            throw new CivicError('BAD_INPUT', { fields: { [`evidence.${i}`]: 'unknown' } })
        return made.receipt
      })
    },

    end(given, ref) {
      const { actor } = given
      return command(kernel, what(given, 'end', { ref }), async (tx) => {
        const now = clock.now()
        const { id } = await theirs(tx, actor, ref)
        const authority = await loadAuthority(tx, id)
        const role = authority && authorityRole(authority.state, actor, 'end', now)
        if (!authority || !role) throw noAuthority()
        const by = { kind: 'resident', id: actor.id, role } as const
        return change(tx, authority, { name: 'end', input: {}, by, now, terms: context().terms })
      })
    },
  }
}

/**
 * A person who has no way in: a record of their own with a key of its own. It is never an account that somebody signs in
 * to, so nothing that a person has sent by themselves can be reached by a paper or by what an officer writes down.
 */
export const keptPerson = (
  tx: Tx,
  jurisdiction: string,
  name: string,
  now: number,
): Promise<{ id: number; subjectId: number }> => registerResident(tx, { jurisdiction, name, phone: null, now })
