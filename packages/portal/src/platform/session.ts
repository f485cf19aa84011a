import type { Me } from '@civicgrid/sdk'
import { defineStore } from 'pinia'
import { civic } from './civic.ts'

type Resident = Extract<Me, { kind: 'resident' }>

/** Who is speaking. Unknown until asked; a guest may look around. */
export const useSession = defineStore('session', {
  state: () => ({ me: null as Me | null }),
  getters: {
    resident: ({ me }): Resident | null => (me?.kind === 'resident' ? me : null),
  },
  actions: {
    /** Settles within three seconds and never fails: without an answer one is a guest until the next try. */
    async find(): Promise<void> {
      if (this.me) return
      const { me } = await civic.ready()
      if (me) this.me = me
    },
    async signInByDemo(persona: string): Promise<void> {
      const { me } = await civic.identity.demoSignIn(persona)
      this.me = me
    },
    async signOut(): Promise<void> {
      await civic.identity.signOut()
      this.me = { kind: 'guest' }
    },
  },
})
