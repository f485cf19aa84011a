import type { Me } from '@civicgrid/sdk'
import { defineStore } from 'pinia'
import { civic } from './civic.ts'
import { forgetDrafts, handDraftTo } from './draft-owner.ts'
import { t } from './words.ts'

type Resident = Extract<Me, { kind: 'resident' }>

/** Who is speaking. Unknown until asked; a guest may look around. */
export const useSession = defineStore('session', {
  state: () => ({ me: null as Me | null }),
  getters: {
    resident: ({ me }): Resident | null => (me?.kind === 'resident' ? me : null),
    /** What to call them: not every way in tells a name. */
    name: ({ me }): string => (me?.kind === 'resident' && me.name) || t('me.unnamed'),
  },
  actions: {
    /** Settles within three seconds and never fails: without an answer one is a guest until the next try. */
    async find(): Promise<void> {
      if (this.me) return
      const { me } = await civic.ready()
      if (me) this.become(me)
    },
    become(me: Me): void {
      if (me.kind === 'resident') handDraftTo(me.account)
      this.me = me
    },
    async signInByDemo(persona: string): Promise<void> {
      this.become((await civic.identity.demoSignIn(persona)).me)
    },
    /** Somebody chose to leave: what they began on this phone goes with them. */
    async signOut(): Promise<void> {
      await civic.identity.signOut()
      await forgetDrafts()
      this.me = { kind: 'guest' }
    },
  },
})
