import { CivicError, type signInSchema, type StaffActor } from '@civicgrid/contracts'
import type { z } from 'zod'
import type { Peer } from '../../http/context.ts'
import { lookupHash, openFor, type Kernel } from '../../kernel/index.ts'
import { deviceOf } from '../sessions/device.ts'
import type { OpenSession, Sessions } from '../sessions/sessions.ts'
import { TOTP_SECRET } from './invitations.service.ts'
import { findLogin, findLoginOf, recoveryLeft, useRecovery, useTotpStep, type LoginRow } from './login.store.ts'
import type { Passkeys } from './passkeys.ts'
import { hasPasskey } from './passkeys.store.ts'
import type { Passwords } from './passwords.ts'
import { recoveryForm } from './recovery.ts'
import type { Steps } from './steps.ts'
import { totpStep } from './totp.ts'
import type { Tries } from './tries.ts'

type In<Name extends keyof typeof signInSchema.inputs> = z.output<(typeof signInSchema.inputs)[Name]>
type Factor = z.output<typeof signInSchema.factorAsk>['factors'][number]

export interface SignInOptions {
  kernel: Kernel
  sessions: Sessions
  passwords: Passwords
  passkeys: Passkeys
  steps: Steps
  tries: Tries
}

/** The ways in of staff. Every one makes a new session, whatever token the browser brought. */
export function createSignIn({ kernel, sessions, passwords, passkeys, steps, tries }: SignInOptions) {
  const { db, clock } = kernel
  const wrong = () => new CivicError('SIGN_IN_FAILED', { message: 'name, password or code do not fit' })
  const open = (staffId: number, via: 'password' | 'passkey', peer: Peer): Promise<OpenSession> =>
    sessions.open('staff', staffId, { via, device: deviceOf(peer.userAgent), strong: true })

  async function factorsOf({ staffId, totpSecret }: LoginRow): Promise<Factor[]> {
    const factors: Factor[] = totpSecret ? ['totp'] : []
    if (await hasPasskey(db.read, staffId)) factors.push('passkey')
    if ((await recoveryLeft(db.read, staffId)) > 0) factors.push('recovery')
    return factors
  }

  /** Whether a code is theirs, of about now, and was never taken before. */
  async function codeFits({ staffId, totpSecret, subjectId }: LoginRow, code: string): Promise<boolean> {
    if (!totpSecret || subjectId === null) return false
    const secret = await openFor<string>(db.read, subjectId, TOTP_SECRET, totpSecret)
    const step = secret === null ? null : totpStep(secret, code, clock.now())
    return step !== null && db.work((tx) => useTotpStep(tx, staffId, step))
  }
  const recoveryFits = ({ staffId }: LoginRow, typed: string) =>
    db.work((tx) => useRecovery(tx, staffId, lookupHash(tx.keys, `recovery ${recoveryForm(typed)}`)))

  return {
    /** @throws CivicError SIGN_IN_FAILED, which says not what was wrong, LOCKED_OUT */
    async password(
      { loginName, password }: In<'password'>,
      peer: Peer,
    ): Promise<z.output<typeof signInSchema.factorAsk>> {
      await tries.take(loginName, peer)
      const login = await findLogin(db.read, loginName)
      if (!(await passwords.fits(login?.passwordHash ?? null, password)) || !login) throw wrong()
      await tries.forgive(loginName, peer)
      const step = await steps.begin('factor', { staffId: login.staffId, loginName })
      return { step, factors: await factorsOf(login) }
    },

    /** @throws CivicError SIGN_IN_FAILED, LOCKED_OUT */
    async factor({ step, code, recovery }: In<'factor'>, peer: Peer): Promise<OpenSession> {
      const begun = await steps.look('factor', step)
      if (!begun) throw wrong()
      await tries.take(begun.loginName, peer)
      const login = await findLoginOf(db.read, begun.staffId)
      if (!login) throw wrong()
      const fits = code === undefined ? recovery !== undefined && recoveryFits(login, recovery) : codeFits(login, code)
      if (!(await fits) || !(await steps.take('factor', step))) throw wrong()
      await tries.cameIn(begun.loginName, peer)
      return open(login.staffId, 'password', peer)
    },

    /** After an invitation was taken up, which proved everything. */
    async invited(login: LoginRow, peer: Peer): Promise<OpenSession> {
      await tries.cameIn(login.loginName, peer)
      return open(login.staffId, 'password', peer)
    },

    askPasskey: (peer: Peer) => passkeys.ask(peer),
    /** @throws CivicError SIGN_IN_FAILED */
    async passkey(proof: In<'passkey'>, peer: Peer): Promise<OpenSession> {
      const staffId = await passkeys.check(proof, peer)
      const login = await findLoginOf(db.read, staffId)
      if (login) await tries.cameIn(login.loginName, peer)
      return open(staffId, 'passkey', peer)
    },

    factorsOf,

    /** Proves once more who sits at the desk. @throws CivicError SIGN_IN_FAILED, LOCKED_OUT */
    async stepUp(actor: StaffActor, token: string | null, { code, passkey }: In<'stepUp'>, peer: Peer): Promise<void> {
      const login = await findLoginOf(db.read, actor.id)
      if (token === null || !login) throw wrong()
      if (passkey) {
        if ((await passkeys.check(passkey, peer)) !== actor.id) throw wrong()
      } else {
        await tries.take(login.loginName, peer)
        if (code === undefined || !(await codeFits(login, code))) throw wrong()
        await tries.forgive(login.loginName, peer)
      }
      await sessions.strengthen(token)
    },
  }
}
export type SignIn = ReturnType<typeof createSignIn>
