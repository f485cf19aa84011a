import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { CivicError, type signInSchema } from '@civicgrid/contracts'
import type { z } from 'zod'
import type { Peer } from '../../http/context.ts'
import type { Kernel } from '../../kernel/index.ts'
import { deviceOf } from '../sessions/device.ts'
import { countPasskey, findPasskey, type PasskeyRow } from './passkeys.store.ts'
import type { Steps } from './steps.ts'

type Registration = z.output<typeof signInSchema.registrationResponse>
type Assertion = z.output<typeof signInSchema.authenticationResponse>
type Ask = z.output<typeof signInSchema.passkeyAsk>

const refused = (cause?: unknown) => new CivicError('SIGN_IN_FAILED', { message: 'the passkey does not fit', cause })
const site = ({ origin }: Peer) => ({ rpID: new URL(origin).hostname, origin })

/** WebAuthn: a passkey that checks its owner is two factors in one. Our own page is the only origin it answers to. */
export function createPasskeys({ kernel, steps, service }: { kernel: Kernel; steps: Steps; service: string }) {
  const { db, clock, random } = kernel
  const challenge = () => Uint8Array.from(random(32))

  return {
    /**
     * For whoever holds an invitation of `staffId`, or is them.
     * @param had those that are theirs already: no device makes a second one
     */
    async askRegistration(
      who: { staffId: number; loginName: string; name: string },
      peer: Peer,
      had: readonly string[] = [],
    ): Promise<Ask> {
      const options = await generateRegistrationOptions({
        rpName: service,
        rpID: site(peer).rpID,
        userName: who.loginName,
        userDisplayName: who.name,
        challenge: challenge(),
        attestationType: 'none',
        excludeCredentials: had.map((id) => ({ id })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      })
      const step = await steps.begin('register', { challenge: options.challenge, staffId: who.staffId })
      return { step, options: { ...options } }
    },
    /** @throws CivicError SIGN_IN_FAILED */
    async register(staffId: number, proof: { step: string; response: Registration }, peer: Peer): Promise<PasskeyRow> {
      const asked = await steps.take('register', proof.step)
      if (asked?.staffId !== staffId) throw refused()
      const { rpID, origin } = site(peer)
      const checked = await verifyRegistrationResponse({
        response: { ...proof.response, response: { ...proof.response.response } },
        expectedChallenge: asked.challenge,
        expectedOrigin: origin,
        expectedRPID: rpID,
        requireUserVerification: true,
      }).catch((cause: unknown) => {
        throw refused(cause)
      })
      if (!checked.verified) throw refused()
      const { id, publicKey, counter, transports } = checked.registrationInfo.credential
      return {
        staffId,
        credentialId: id,
        publicKey,
        counter,
        transports: transports ? JSON.stringify(transports) : null,
        device: deviceOf(peer.userAgent),
      }
    },
    async ask(peer: Peer): Promise<Ask> {
      const options = await generateAuthenticationOptions({
        rpID: site(peer).rpID,
        challenge: challenge(),
        userVerification: 'required',
      })
      return { step: await steps.begin('passkey', { challenge: options.challenge }), options: { ...options } }
    },
    /** Whose passkey it is. @throws CivicError SIGN_IN_FAILED */
    async check(proof: { step: string; response: Assertion }, peer: Peer): Promise<number> {
      const asked = await steps.take('passkey', proof.step)
      const kept = asked && (await findPasskey(db.read, proof.response.id))
      if (!asked || !kept) throw refused()
      const { rpID, origin } = site(peer)
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: { ...proof.response, response: { ...proof.response.response } },
        expectedChallenge: asked.challenge,
        expectedOrigin: origin,
        expectedRPID: rpID,
        requireUserVerification: true,
        credential: { id: kept.credentialId, publicKey: Uint8Array.from(kept.publicKey), counter: kept.counter },
      }).catch((cause: unknown) => {
        throw refused(cause)
      })
      if (!verified) throw refused()
      await db.work((tx) => countPasskey(tx, kept.credentialId, authenticationInfo.newCounter, clock.now()))
      return kept.staffId
    },
  }
}
export type Passkeys = ReturnType<typeof createPasskeys>
