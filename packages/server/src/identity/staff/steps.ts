import type { Kernel } from '../../kernel/index.ts'
import { hashToken, newSessionToken } from '../sessions/tokens.ts'
import { deleteStep, findStep, insertStep, sweepSteps } from './steps.store.ts'

const STEP_MS = 5 * 60_000

/** What is kept of each half-done way in. */
export interface StepData {
  /** The password was right; the second factor is to come. */
  factor: { staffId: number; loginName: string }
  passkey: { challenge: string }
  /** A passkey that an invitation's holder is making. */
  register: { challenge: string; staffId: number }
  /** An openid, sealed, whose owner is to show who they are here. */
  wechat: { openid: string }
  oidc: { nonce: string; verifier: string; origin: string; staffId: number | null }
}

/** Half-done ways in, five minutes each, in rows that all processes share. */
export function createSteps({ db, clock }: Pick<Kernel, 'db' | 'clock'>) {
  async function look<P extends keyof StepData>(purpose: P, token: string): Promise<StepData[P] | null> {
    const tokenHash = hashToken(token)
    const row = tokenHash && (await findStep(db.read, tokenHash, clock.now()))
    // What was written under a purpose is of its shape.
    return row?.purpose === purpose ? (JSON.parse(row.data) as StepData[P]) : null
  }
  return {
    look,
    async begin<P extends keyof StepData>(purpose: P, data: StepData[P]): Promise<string> {
      const token = newSessionToken()
      const tokenHash = hashToken(token)
      if (!tokenHash) throw new Error('a new token must be one')
      const row = { tokenHash, purpose, data: JSON.stringify(data), expiresAt: clock.now() + STEP_MS }
      await db.work((tx) => insertStep(tx, row))
      return token
    },
    /** Null for what is none, is over or was taken before: each is taken once. */
    async take<P extends keyof StepData>(purpose: P, token: string): Promise<StepData[P] | null> {
      const data = await look(purpose, token)
      const tokenHash = hashToken(token)
      return data && tokenHash && (await db.work((tx) => deleteStep(tx, tokenHash))) ? data : null
    },
    sweep: () => db.work((tx) => sweepSteps(tx, clock.now())),
  }
}
export type Steps = ReturnType<typeof createSteps>
