import { createHmac } from 'node:crypto'
import { CivicError, passwordProblem, type signInSchema, type StaffActor, type staffSchema } from '@civicgrid/contracts'
import type { z } from 'zod'
import type { Peer } from '../../http/context.ts'
import { lookupHash, sealFor, type Kernel } from '../../kernel/index.ts'
import { registerStaff } from '../register.ts'
import { deleteSessionsOf } from '../sessions/session.store.ts'
import { hashToken, newSessionToken } from '../sessions/tokens.ts'
import type { StaffAdministration } from './staff.service.ts'
import {
  deleteInvitation,
  findInvitation,
  findLogin,
  findLoginOf,
  insertInvitation,
  nameLogin,
  replaceRecovery,
  setSecrets,
  type LoginRow,
} from './login.store.ts'
import type { Passkeys } from './passkeys.ts'
import { replacePasskeys } from './passkeys.store.ts'
import type { Passwords } from './passwords.ts'
import { newRecoveryCodes, recoveryForm } from './recovery.ts'
import { totpSecretOf, totpStep, totpUri } from './totp.ts'

/** What a TOTP secret is sealed for. */
export const TOTP_SECRET = 'StaffTotp'
const INVITATION_MS = 3 * 24 * 3_600_000

type Accept = z.output<(typeof signInSchema.inputs)['accept']>
interface Given {
  readonly actor: StaffActor
  readonly idempotencyKey: string
}
export interface InvitationOptions {
  kernel: Kernel
  staff: StaffAdministration
  passwords: Passwords
  passkeys: Passkeys
  /** What an authenticator shows beside the name. */
  service: string
}

/** The link by which staff set up their way in, and set it up anew when everything is lost. */
export function createInvitations({ kernel, staff, passwords, passkeys, service }: InvitationOptions) {
  const { db, clock, random } = kernel
  const [tokenKey, totpKey] = [db.keys.derive('staff invitations'), db.keys.derive('staff totp')]
  const over = () => new CivicError('INVITATION_INVALID', { message: 'taken up, replaced, over, or never made' })

  async function opened(token: string): Promise<{ login: LoginRow; expiresAt: number; tokenHash: Buffer }> {
    const tokenHash = hashToken(token)
    const row = tokenHash && (await findInvitation(db.read, tokenHash, clock.now()))
    const login = row && (await findLoginOf(db.read, row.staffId))
    if (!tokenHash || !row || !login) throw over()
    return { login, expiresAt: row.expiresAt, tokenHash }
  }

  async function firstKept(tokens: readonly string[], now: number): Promise<string | undefined> {
    for (const token of tokens) {
      const tokenHash = hashToken(token)
      if (tokenHash && (await findInvitation(db.read, tokenHash, now))) return token
    }
    return undefined
  }

  /** The secret that a code is of: the page may have shown it before the key was rotated. */
  function shownWith(token: string, code: string | undefined): [secret: string, step: number | null] {
    const secrets = totpKey.known.map((key) => totpSecretOf(key, token))
    for (const secret of code === undefined ? [] : secrets) {
      const step = totpStep(secret, code ?? '', clock.now())
      if (step !== null) return [secret, step]
    }
    return [secrets[0] ?? '', null]
  }

  return {
    /**
     * @returns the link's token. It is made from the command's own key, so that a retry gets the same one and no record
     * of the answer holds it. @throws CivicError FORBIDDEN, SAME_PERSON, VERSION_CONFLICT; BAD_INPUT for a name in use
     */
    async invite(
      given: Given,
      input: z.output<(typeof staffSchema.staffAdminInputs)['invite']>,
    ): Promise<z.output<typeof staffSchema.staffInvitation>> {
      const { actor, idempotencyKey } = given
      const made = tokenKey.known.map((key) =>
        createHmac('sha256', key).update(`${actor.id} ${idempotencyKey} ${input.ref}`).digest('base64url'),
      )
      const now = clock.now()
      // A retry after the key was rotated gives the link of the first time.
      const token = (await firstKept(made, now)) ?? made[0] ?? ''
      const receipt = await staff.change(given, 'invite', input, {}, async (tx, { id: staffId }) => {
        if (!(await nameLogin(tx, staffId, input.loginName, now)))
          throw new CivicError('BAD_INPUT', { fields: { loginName: 'taken' } })
        const tokenHash = hashToken(token)
        if (!tokenHash) throw new Error('a new token must be one')
        await insertInvitation(tx, tokenHash, { staffId, expiresAt: now + INVITATION_MS }, now)
      })
      return { ...receipt, token, expiresAt: new Date(now + INVITATION_MS).toISOString() }
    },

    /** For whoever holds the machine: an administrator of an area, new unless the name is known. @returns the link's token */
    async inviteAdministrator(who: { name: string; loginName: string; areaPath: string }): Promise<string> {
      const { name, areaPath } = who
      const loginName = who.loginName.trim().toLowerCase()
      const now = clock.now()
      const token = newSessionToken()
      const tokenHash = hashToken(token)
      if (!tokenHash) throw new Error('a new token must be one')
      await db.work(async (tx) => {
        const grant = { role: 'administrator', areaPath, bodyCode: null, from: now, until: null } as const
        const known = await findLogin(tx, loginName)
        const staffId = known?.staffId ?? (await registerStaff(tx, { name, roles: [grant] }))
        await nameLogin(tx, staffId, loginName, now)
        await insertInvitation(tx, tokenHash, { staffId, expiresAt: now + INVITATION_MS }, now)
      })
      return token
    },

    /** @throws CivicError INVITATION_INVALID */
    async open(token: string): Promise<z.output<typeof signInSchema.invitationView>> {
      const { login, expiresAt } = await opened(token)
      const secret = totpSecretOf(totpKey.current, token)
      return {
        name: login.name,
        loginName: login.loginName,
        totp: { secret, uri: totpUri(secret, login.loginName, service) },
        expiresAt: new Date(expiresAt).toISOString(),
      }
    },

    async askPasskey(token: string, peer: Peer) {
      const { login } = await opened(token)
      return passkeys.askRegistration(login, peer)
    },

    /**
     * Sets the password and the second factor, in the place of whatever there was, and ends every session of before.
     * @throws CivicError INVITATION_INVALID; BAD_INPUT for a password that will not do; SIGN_IN_FAILED for a wrong code
     */
    async accept(input: Accept, peer: Peer): Promise<{ login: LoginRow; recoveryCodes: string[] }> {
      const { login, tokenHash } = await opened(input.token)
      const { staffId, loginName } = login
      const problem = passwordProblem(input.password, loginName)
      if (problem) throw new CivicError('BAD_INPUT', { fields: { password: problem } })
      const [secret, step] = shownWith(input.token, input.code)
      if (input.code !== undefined && step === null)
        throw new CivicError('SIGN_IN_FAILED', { fields: { code: 'wrong' } })
      if (input.code === undefined && !input.passkey)
        throw new CivicError('BAD_INPUT', { fields: { code: 'required' } })
      const passkey = input.passkey ? await passkeys.register(staffId, input.passkey, peer) : null
      const passwordHash = await passwords.hash(input.password)
      const recoveryCodes = newRecoveryCodes(random)
      const now = clock.now()
      await db.work(async (tx) => {
        if (!(await deleteInvitation(tx, tokenHash))) throw over()
        const { subjectId } = await staff.changeOwn(tx, staffId, 'takeInvitation', {
          factor: passkey ? 'passkey' : 'totp',
        })
        if (subjectId === null) throw new Error('who has a chain has a key')
        const totpSecret = step === null ? null : await sealFor(tx, subjectId, TOTP_SECRET, secret)
        await setSecrets(tx, staffId, { passwordHash, totpSecret, totpStep: step }, now)
        await replacePasskeys(tx, staffId, passkey, now)
        const hashes = recoveryCodes.map((code) => lookupHash(tx.keys, `recovery ${recoveryForm(code)}`))
        await replaceRecovery(tx, staffId, hashes)
        await deleteSessionsOf(tx, 'staff', staffId, null)
      })
      return { login, recoveryCodes }
    },
  }
}
export type Invitations = ReturnType<typeof createInvitations>
