import { CivicError, passwordProblem, type signInSchema, type StaffActor } from '@civicgrid/contracts'
import type { z } from 'zod'
import type { Peer } from '../../http/context.ts'
import type { Kernel } from '../../kernel/index.ts'
import { deviceWords } from '../sessions/device.ts'
import { deleteSessionsOf } from '../sessions/session.store.ts'
import { hashToken } from '../sessions/tokens.ts'
import { findLoginOf, recoveryLeft, replacePassword, type LoginRow } from './login.store.ts'
import type { Passkeys } from './passkeys.ts'
import { deletePasskey, insertPasskey, listPasskeys } from './passkeys.store.ts'
import type { Passwords } from './passwords.ts'
import type { SignIn } from './sign-in.service.ts'
import type { StaffAdministration } from './staff.service.ts'
import type { Tries } from './tries.ts'

type In<Name extends keyof typeof signInSchema.inputs> = z.output<(typeof signInSchema.inputs)[Name]>
/** More devices than anybody works at. */
const PASSKEYS_MOST = 10

/** Whoever changes their own way in, from the session of `token`. */
export interface Own {
  readonly actor: StaffActor
  readonly token: string | null
  readonly peer: Peer
}
export interface OwnWaysOptions {
  kernel: Kernel
  staff: StaffAdministration
  signIn: SignIn
  passwords: Passwords
  passkeys: Passkeys
  tries: Tries
}

/** One's own ways in, which nobody else changes. What they hold stands in no event, only that they were changed. */
export function createOwnWays({ kernel, staff, signIn, passwords, passkeys, tries }: OwnWaysOptions) {
  const { db, clock } = kernel

  /** @throws CivicError NOT_ALLOWED_NOW for who comes in by the demo door or the city's identity alone */
  async function loginOf({ id }: StaffActor): Promise<LoginRow & { passwordHash: string }> {
    const login = await findLoginOf(db.read, id)
    if (!login?.passwordHash) throw new CivicError('NOT_ALLOWED_NOW', { message: 'there is no way in of one’s own' })
    return { ...login, passwordHash: login.passwordHash }
  }
  const kept = (token: string | null) => (token === null ? null : (hashToken(token) ?? null))

  return {
    async list({ id }: StaffActor): Promise<z.output<typeof signInSchema.ownWays>> {
      const login = await findLoginOf(db.read, id)
      if (!login?.passwordHash) return { loginName: null, factors: [], recoveryLeft: 0, passkeys: [] }
      const rows = await listPasskeys(db.read, id)
      return {
        loginName: login.loginName,
        factors: await signIn.factorsOf(login),
        recoveryLeft: await recoveryLeft(db.read, id),
        passkeys: rows.map(({ credentialId, device, createdAt, usedAt }) => ({
          id: credentialId,
          ...deviceWords(device),
          since: new Date(createdAt).toISOString(),
          usedAt: usedAt === null ? null : new Date(usedAt).toISOString(),
        })),
      }
    },

    /**
     * Ends every other session. Sent once more after its answer was lost, it is done already.
     * @throws CivicError SIGN_IN_FAILED for a wrong one of before, LOCKED_OUT; BAD_INPUT for one that will not do
     */
    async changePassword({ actor, token, peer }: Own, { current, password }: In<'changePassword'>): Promise<void> {
      const { passwordHash, loginName } = await loginOf(actor)
      const problem = passwordProblem(password, loginName)
      if (problem) throw new CivicError('BAD_INPUT', { fields: { password: problem } })
      // A step up is good for ten minutes, and a desk may be left within them: who is asked knows the old one.
      await tries.take(loginName, peer)
      if (!(await passwords.fits(passwordHash, current))) {
        if (!(await passwords.fits(passwordHash, password)))
          throw new CivicError('SIGN_IN_FAILED', { message: 'not the password', fields: { current: 'wrong' } })
        return tries.forgive(loginName, peer)
      }
      await tries.forgive(loginName, peer)
      const after = await passwords.hash(password)
      await db.work(async (tx) => {
        await staff.changeOwn(tx, actor.id, 'changePassword', {})
        if (!(await replacePassword(tx, actor.id, { before: passwordHash, after }, clock.now())))
          throw new CivicError('VERSION_CONFLICT', { message: 'changed meanwhile' })
        await deleteSessionsOf(tx, 'staff', actor.id, kept(token))
      })
    },

    async askPasskey({ actor, peer }: Own): Promise<z.output<typeof signInSchema.passkeyAsk>> {
      const login = await loginOf(actor)
      const had = await listPasskeys(db.read, actor.id)
      return passkeys.askRegistration(
        login,
        peer,
        had.map(({ credentialId }) => credentialId),
      )
    },

    /** @throws CivicError SIGN_IN_FAILED for one that does not fit, NOT_ALLOWED_NOW past ten */
    async addPasskey({ actor, peer }: Own, proof: In<'addPasskey'>): Promise<void> {
      await loginOf(actor)
      const made = await passkeys.register(actor.id, proof, peer)
      await db.work(async (tx) => {
        // First, since it locks the person: of two who add the eleventh at once one waits.
        await staff.changeOwn(tx, actor.id, 'addPasskey', {})
        if ((await listPasskeys(tx, actor.id)).length >= PASSKEYS_MOST)
          throw new CivicError('NOT_ALLOWED_NOW', { fields: { passkey: 'many' } })
        if (!(await insertPasskey(tx, made, clock.now())))
          throw new CivicError('SIGN_IN_FAILED', { message: 'known already' })
      })
    },

    /**
     * For a device that was lost or given away: whoever came in by it elsewhere is signed out as well.
     * @throws CivicError NOT_FOUND; NOT_ALLOWED_NOW for the last one where there is no authenticator
     */
    async removePasskey({ actor, token }: Own, { id }: In<'removePasskey'>): Promise<void> {
      const { totpSecret } = await loginOf(actor)
      await db.work(async (tx) => {
        await staff.changeOwn(tx, actor.id, 'removePasskey', {})
        if (!(await deletePasskey(tx, actor.id, id))) throw new CivicError('NOT_FOUND', { message: 'no such passkey' })
        if (!totpSecret && (await listPasskeys(tx, actor.id)).length === 0)
          throw new CivicError('NOT_ALLOWED_NOW', { fields: { passkey: 'last' } })
        await deleteSessionsOf(tx, 'staff', actor.id, kept(token))
      })
    },
  }
}
export type OwnWays = ReturnType<typeof createOwnWays>
