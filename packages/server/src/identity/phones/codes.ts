import { timingSafeEqual } from 'node:crypto'
import { CivicError, PHONE_CODE_MS, PHONE_CODE_TRIES, PHONE_LIMITS, type phoneSchema } from '@civicgrid/contracts'
import type { z } from 'zod'
import { addressKey } from '../../http/address.ts'
import { lookupHash, type Kernel, type Tx } from '../../kernel/index.ts'
import { hashToken, newSessionToken } from '../sessions/tokens.ts'
import {
  countSent,
  deleteCode,
  findCode,
  insertCode,
  sweepCodes,
  takeBackSent,
  tryCode,
  type CodePurpose,
  type CodeRow,
} from './codes.store.ts'
import { SmsFailure, type Sms } from './sms.ts'

const DAY = 24 * 3_600_000
const DIGITS = 6

export interface CodeOptions {
  kernel: Kernel
  sms: Sms
  /** Whether the page is told the code: a demo that sends none. */
  shows: boolean
  /** Messages in a day, of the whole city: what a flood costs at most. */
  perDay: number
  /** We are not let in at the gateway, or have no credit: for whoever runs the service. */
  onRefused(message: string): void
}

export interface Asking {
  readonly purpose: CodePurpose
  /** Eleven digits. */
  readonly phone: string
  readonly residentId: number | null
  /** From where it is asked. */
  readonly address: string
  /** Of the request: sent again, it is answered the same, and no second message goes out. */
  readonly idempotencyKey: string | null
}

interface Limit {
  readonly keyHash: Buffer
  readonly windowMs: number
  readonly most: number
}

/** Codes of six digits that are sent to a number, in rows that all processes share. */
export function createCodes({ kernel, sms, shows, perDay, onRefused }: CodeOptions) {
  const { db, clock } = kernel
  const macOf = (text: string) => lookupHash(db.keys, `phone codes ${text}`)
  /** Kept nowhere: a copy of the database holds neither the code nor what it is made of. */
  const codeOf = (step: string, expiresAt: number) =>
    String(macOf(`code ${expiresAt} ${step}`).readUIntBE(0, 6) % 10 ** DIGITS).padStart(DIGITS, '0')
  const refused = (why: 'wrong' | 'over') =>
    new CivicError('CODE_REFUSED', { message: `the code is ${why}`, fields: { code: why } })

  function limitsOf(phone: string, address: string): { own: Limit[]; others: Limit[] } {
    const limit = (key: string, { windowMs, most }: { windowMs: number; most: number }): Limit => ({
      keyHash: lookupHash(db.keys, `codes ${windowMs} ${key}`),
      windowMs,
      most,
    })
    const near = `address ${addressKey(address)}`
    return {
      own: [
        limit(`number ${phone}`, PHONE_LIMITS.numberAtOnce),
        limit(`number ${phone}`, PHONE_LIMITS.numberInAnHour),
        limit(`number ${phone}`, PHONE_LIMITS.numberInADay),
      ],
      others: [
        limit(near, PHONE_LIMITS.addressInAnHour),
        limit(near, PHONE_LIMITS.addressInADay),
        limit('city', { windowMs: DAY, most: perDay }),
      ],
    }
  }

  /** What is refused is not counted: the window ends when it would have ended. */
  async function count(tx: Tx, limits: readonly Limit[], now: number): Promise<void> {
    for (const { keyHash, windowMs, most } of limits) {
      const { sent, untilAt } = await countSent(tx, keyHash, now, windowMs)
      if (sent > most)
        throw new CivicError('RATE_LIMITED', {
          message: 'too many codes',
          retryAfterMs: Math.max(1000, untilAt - now),
        })
    }
  }

  /** @throws CivicError NOT_SENT, RATE_LIMITED by whoever delivers it */
  async function deliver(step: string, tokenHash: Uint8Array, phone: string, code: string, own: readonly Limit[]) {
    try {
      const id = lookupHash(db.keys, `message ${step}`).toString('base64url')
      await sms.send({ id: `msg_${id}`, phone, code, minutes: PHONE_CODE_MS / 60_000 })
    } catch (error) {
      await db.work(async (tx) => {
        await deleteCode(tx, tokenHash)
        for (const { keyHash } of own) await takeBackSent(tx, keyHash)
      })
      if (!(error instanceof SmsFailure)) throw error
      if (error.why === 'refused') onRefused(error.message)
      if (error.why === 'limit') throw new CivicError('RATE_LIMITED', { message: error.message, retryAfterMs: 60_000 })
      const fields = error.why === 'number' ? { phone: 'value' } : null
      throw new CivicError('NOT_SENT', { message: error.message, fields })
    }
  }

  return {
    /** Whoever asks is told the same of every number. @throws CivicError RATE_LIMITED with retryAfterMs, NOT_SENT */
    async send(asking: Asking): Promise<z.output<typeof phoneSchema.sentCode>> {
      const { purpose, phone, residentId, address, idempotencyKey } = asking
      const now = clock.now()
      const step =
        idempotencyKey === null
          ? newSessionToken()
          : macOf(JSON.stringify(['step', purpose, phone, residentId, idempotencyKey])).toString('base64url')
      const tokenHash = hashToken(step)
      if (!tokenHash) throw new Error('a new token must be one')
      const { own, others } = limitsOf(phone, address)
      const row = { purpose, phoneHash: lookupHash(db.keys, phone), residentId, expiresAt: now + PHONE_CODE_MS }
      const before = await db.work(async (tx) => {
        if (!(await insertCode(tx, tokenHash, row))) return findCode(tx, tokenHash)
        await count(tx, [...own, ...others], now)
        return null
      })
      const { expiresAt } = before ?? row
      if (!before) await deliver(step, tokenHash, phone, codeOf(step, expiresAt), own)
      return {
        step,
        lastsMs: Math.max(0, expiresAt - now),
        againMs: PHONE_LIMITS.numberAtOnce.windowMs,
        shown: shows ? codeOf(step, expiresAt) : null,
      }
    },

    /**
     * Does `work` for whoever shows the code, once, in one unit of work with its end; what `work` throws leaves the code.
     * @param phone the number it was sent to, where it is not the asker's own
     * @throws CivicError CODE_REFUSED
     */
    async use<T>(
      { purpose, step, code, phone }: { purpose: CodePurpose; step: string; code: string; phone?: string },
      work: (tx: Tx, row: CodeRow) => Promise<T>,
    ): Promise<T> {
      const tokenHash = hashToken(step)
      if (!tokenHash) throw refused('over')
      // A try that failed must be kept, so nothing of this throws in here.
      const done = await db.work(async (tx): Promise<{ value: T } | 'wrong' | 'over'> => {
        const row = await tryCode(tx, tokenHash, { purpose, now: clock.now(), most: PHONE_CODE_TRIES })
        if (!row) return 'over'
        const right = timingSafeEqual(macOf(codeOf(step, row.expiresAt)), macOf(code))
        const theirs = phone === undefined || timingSafeEqual(row.phoneHash, lookupHash(tx.keys, phone))
        if (!right || !theirs) return 'wrong'
        await deleteCode(tx, tokenHash)
        return { value: await work(tx, row) }
      })
      if (typeof done === 'string') throw refused(done)
      return done.value
    },

    sweep: () => db.work((tx) => sweepCodes(tx, clock.now())),
  }
}
export type Codes = ReturnType<typeof createCodes>
