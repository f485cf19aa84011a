import { fieldsOf } from '@civicgrid/kit'
import type { Me, OpenedSession, PhoneProof } from '@civicgrid/sdk'
import { defineStore } from 'pinia'
import { civic, hasLeft, pair, setLeft, unknown } from './civic.ts'
import { codeOf } from './errors.ts'
import { kept } from './store.ts'
import { t } from './words.ts'

type Resident = Extract<Me, { kind: 'resident' }>

/** Asks WeChat anew, if it has said nothing yet. @returns the step of somebody whom it knows and we do not */
async function stepNow(): Promise<string | null> {
  if (!unknown.link) await civic.identity.me()
  return unknown.link?.step ?? null
}
function forgetStep(): void {
  unknown.link?.again()
  unknown.link = null
}

/** Who is speaking. WeChat brings in whoever is known; others are guests until they show who they are. */
export const useSession = defineStore('session', {
  state: () => ({ me: null as Me | null }),
  getters: {
    resident: ({ me }): Resident | null => (me?.kind === 'resident' ? me : null),
    name: ({ me }): string => (me?.kind === 'resident' && me.name) || t('me.unnamed'),
  },
  actions: {
    /** Settles within three seconds and never fails: without an answer one is a guest until the next try. */
    async find(): Promise<void> {
      if (this.me?.kind === 'resident') return
      const { me } = await civic.ready()
      if (me?.kind === 'guest' && (await pair.read())) return this.findAnew()
      if (me) this.me = me
    },
    /** What is kept is worth nothing: the session was ended elsewhere. WeChat says who it is. */
    async findAnew(): Promise<void> {
      await pair.write(null)
      const { me } = await civic.ready()
      if (me) this.me = me
    },
    /**
     * Shows who somebody is. A step that is over is asked for anew, once; and where the answer of an earlier try was lost,
     * WeChat knows them by now.
     * @throws CivicError CODE_REFUSED, LINKED_ELSEWHERE
     */
    async show(prove: (step: string) => Promise<OpenedSession>): Promise<void> {
      for (let tries = 0; tries < 2; tries++) {
        const step = await stepNow()
        if (step === null) return this.lookAgain()
        try {
          return await this.become(await prove(step))
        } catch (error) {
          if (tries > 0 || codeOf(error) !== 'CODE_REFUSED' || fieldsOf(error)['step'] !== 'over') throw error
          forgetStep()
        }
      }
    },
    async become({ me, pair: opened }: OpenedSession): Promise<void> {
      unknown.link = null
      if (opened) await pair.write(opened)
      this.me = me
    },
    async lookAgain(): Promise<void> {
      this.me = null
      await this.find()
    },
    /** By the code of WeChat's own button for the number. @throws CivicError CODE_REFUSED, LINKED_ELSEWHERE */
    async enterByPhone(phoneCode: string): Promise<void> {
      setLeft(false)
      await this.show((step) => civic.identity.wechatPhoneSignIn({ step, phoneCode }))
    },
    /**
     * By a code that was sent to a number. Whoever chose to be signed out of WeChat's account, or whom WeChat does not let
     * in now, comes in by the number alone: the two are not linked. @throws CivicError CODE_REFUSED
     */
    async enterByCode(proof: PhoneProof): Promise<void> {
      const step = hasLeft() ? null : await stepNow()
      if (step !== null) return this.show((now) => civic.identity.wechatCodeSignIn({ step: now, proof }))
      await this.become(await civic.identity.phoneSignIn({ ...proof, hold: 'pair' }))
    },
    /** Somebody chose to leave: what they began on this phone goes with them. */
    async signOut(): Promise<void> {
      await civic.identity.signOut()
      await this.forget()
    },
    /** Nobody is left whose things these are. */
    async forget(): Promise<void> {
      setLeft(true)
      await pair.write(null)
      kept.remove('civic-draft')
      this.me = { kind: 'guest' }
    },
  },
})
