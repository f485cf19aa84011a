import { CivicError, type Me, type phoneSchema, type ResidentActor, type SessionHold } from '@civicgrid/contracts'
import type { z } from 'zod'
import { isUniqueViolation, type Tx } from '../../kernel/index.ts'
import { profileOfResident } from '../people.service.ts'
import { masked } from '../register.ts'
import type { Pair } from '../sessions/pairs.ts'
import type { OpenSession, Sessions } from '../sessions/sessions.ts'
import { createCodes, type CodeOptions } from './codes.ts'
import { linkPhone, ownerOf } from './owners.ts'

type In<Name extends keyof typeof phoneSchema.inputs> = z.output<(typeof phoneSchema.inputs)[Name]>
type SentCode = z.output<typeof phoneSchema.sentCode>

/** Who asks. */
export interface Asker {
  readonly address: string
  readonly idempotencyKey: string | null
}
/** The page or program that comes in. */
export interface ComingIn {
  readonly device: string | null
  /** The session that it had. */
  readonly sessionToken: string | null
}
/** A session that was opened: for the browser's cookie, or as a pair. */
export interface CameIn {
  readonly me: Me
  readonly session: OpenSession | null
  readonly pair: Pair | null
}

export interface PhonesOptions extends Omit<CodeOptions, 'sms'> {
  /** Null where the city offers no sign-in by number. */
  sms: CodeOptions['sms'] | null
  sessions: Sessions
  me(actor: ResidentActor): Promise<Me>
  /** Area path of new accounts: the whole city. */
  jurisdiction: string
  /** What somebody is owed once their number is proved: what they phoned in by it is theirs. */
  onProved(actor: ResidentActor): Promise<void>
}

/** The way in by a number, the proof by it, and the number as a way into an account. */
export interface Phones {
  readonly offered: boolean
  /** @throws CivicError NOT_FOUND where the city does not offer it, RATE_LIMITED, NOT_SENT */
  send(input: In<'send'>, asker: Asker): Promise<SentCode>
  /** The account of that number, a new one where there is none. @throws CivicError CODE_REFUSED */
  signIn(input: In<'signIn'>, page: ComingIn): Promise<CameIn>
  /** To one's own number. @throws CivicError NOT_ALLOWED_NOW without one */
  sendOwn(actor: ResidentActor, asker: Asker): Promise<SentCode & { phone: string }>
  /** The session of `token` is strong for ten minutes. @throws CivicError CODE_REFUSED */
  stepUp(actor: ResidentActor, token: string | null, input: In<'stepUp'>): Promise<void>
  /**
   * Does `work` for whoever shows the code that was sent to a number to come in with, in one unit of work with its end.
   * @throws CivicError CODE_REFUSED
   */
  proved<T>(proof: In<'link'>, work: (tx: Tx) => Promise<T>): Promise<T>
  sendToLink(actor: ResidentActor, input: In<'send'>, asker: Asker): Promise<SentCode>
  /** @throws CivicError CODE_REFUSED, LINKED_ELSEWHERE */
  link(actor: ResidentActor, input: In<'link'>): Promise<void>
  sweep(): Promise<number>
}

/** Opens a session for somebody who proved just now who they are. */
export async function openFor(
  sessions: Sessions,
  actor: ResidentActor,
  {
    via,
    hold,
    device,
    sessionToken,
    strong,
  }: ComingIn & { via: 'phone' | 'wechat'; hold: SessionHold; strong: boolean },
): Promise<{ session: OpenSession | null; pair: Pair | null }> {
  const origin = { via, device, strong }
  if (hold === 'cookie')
    return { session: await sessions.open('resident', actor.id, { ...origin, replaces: [sessionToken] }), pair: null }
  const pair = await sessions.openPair('resident', actor.id, origin)
  // A session that was there before is not left behind for whoever may know its token.
  if (sessionToken !== null) await sessions.close(sessionToken)
  return { session: null, pair }
}

export function createPhones({ sms, sessions, me, jurisdiction, onProved, ...options }: PhonesOptions): Phones {
  const { kernel } = options
  const { db, clock } = kernel
  const codes = sms && createCodes({ ...options, sms })
  function open() {
    if (!codes) throw new CivicError('NOT_FOUND', { message: 'the city has no sign-in by number' })
    return codes
  }

  /** Once more where two first proofs of one number met: the second then finds the account of the first. */
  async function twice<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (isUniqueViolation(error)) return work()
      throw error
    }
  }

  const proved: Phones['proved'] = (proof, work) => twice(() => open().use({ purpose: 'signIn', ...proof }, work))

  return {
    offered: codes !== null,
    proved,

    send: ({ phone }, asker) => open().send({ purpose: 'signIn', phone, residentId: null, ...asker }),

    async signIn({ step, phone, code, hold }, page) {
      const { id, jurisdiction: of } = await proved({ step, phone, code }, (tx) =>
        ownerOf(tx, { phone, jurisdiction, now: clock.now() }),
      )
      const actor = { kind: 'resident', id, jurisdiction: of } as const
      await onProved(actor)
      const opened = await openFor(sessions, actor, { via: 'phone', hold, strong: true, ...page })
      return { ...opened, me: await me(actor) }
    },

    async sendOwn(actor, asker) {
      const phone = (await profileOfResident(db.read, actor.id))?.phone ?? null
      const shown = masked(phone)
      if (phone === null || shown === null)
        throw new CivicError('NOT_ALLOWED_NOW', { message: 'the account has no number', fields: { phone: 'missing' } })
      return { ...(await open().send({ purpose: 'stepUp', phone, residentId: actor.id, ...asker })), phone: shown }
    },

    async stepUp(actor, token, { step, code }) {
      const own = await open().use({ purpose: 'stepUp', step, code }, (_, row) =>
        Promise.resolve(row.residentId === actor.id),
      )
      if (!own || token === null)
        throw new CivicError('CODE_REFUSED', { message: 'somebody else’s code', fields: { code: 'wrong' } })
      await sessions.strengthen(token)
    },

    sendToLink: (actor, { phone }, asker) => open().send({ purpose: 'link', phone, residentId: actor.id, ...asker }),

    async link(actor, { step, phone, code }) {
      await twice(() =>
        open().use({ purpose: 'link', step, code, phone }, async (tx, row) => {
          if (row.residentId !== actor.id)
            throw new CivicError('CODE_REFUSED', { message: 'somebody else’s code', fields: { code: 'wrong' } })
          await linkPhone(tx, actor.id, phone, clock.now())
        }),
      )
      await onProved(actor)
    },

    sweep: () => codes?.sweep() ?? Promise.resolve(0),
  }
}
