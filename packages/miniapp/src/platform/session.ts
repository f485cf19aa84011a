import type { Me } from '@civicgrid/sdk'
import { defineStore } from 'pinia'
import { civic, pair, setLeft, unknown } from './civic.ts'
import { t } from './words.ts'

type Resident = Extract<Me, { kind: 'resident' }>

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
      if (me) this.me = me
    },
    /** By the code of WeChat's own button for the number. @throws CivicError CODE_REFUSED, LINKED_ELSEWHERE */
    async enterByPhone(phoneCode: string): Promise<void> {
      setLeft(false)
      if (unknown.step === null) await civic.identity.me()
      if (unknown.step !== null) {
        const { pair: opened } = await civic.identity.wechatPhoneSignIn({ step: unknown.step, phoneCode })
        unknown.step = null
        if (opened) await pair.write(opened)
      }
      this.me = null
      await this.find()
    },
    async signOut(): Promise<void> {
      await civic.identity.signOut()
      setLeft(true)
      await pair.write(null)
      this.me = { kind: 'guest' }
    },
  },
})
