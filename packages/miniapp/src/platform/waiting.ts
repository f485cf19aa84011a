import Taro from '@tarojs/taro'
import { draftOwner } from '@civicgrid/kit'
import { unsentOf } from '@civicgrid/kit/appeals'
import { createOutbox, type Outbox, type WaitingAppeal } from '@civicgrid/sdk/outbox'
import { keptOver, occasionsOver } from '@civicgrid/sdk/taro'
import { defineStore } from 'pinia'
import { watch } from 'vue'
import { holder, noteHolder } from './account.ts'
import { civic, hasLeft } from './civic.ts'
import { sweepFiles } from './files.ts'
import { goHome, say } from './go.ts'
import { forgetSeen } from './seen.ts'
import { DRAFT, takeUpSending } from './sending.ts'
import { useSession } from './session.ts'
import { kept } from './store.ts'
import { t } from './words.ts'

const OUTBOX = 'civic-outbox'
const drafts = draftOwner(kept, DRAFT)

let opened: { account: string; outbox: Outbox; stop: () => void } | undefined

/** The outbox of an account, started; that of another one stops. @param look is called whenever it may have changed */
function outboxOf(account: string, look: (outbox: Outbox) => void): Outbox {
  if (opened?.account === account) return opened.outbox
  opened?.stop()
  const store = keptOver(Taro, OUTBOX, forgetSeen)
  const outbox = createOutbox({ civic, account, store, occasions: occasionsOver(Taro) })
  const quiet = outbox.onChange(() => look(outbox))
  const still = outbox.start()
  const stop = () => {
    quiet()
    still()
  }
  opened = { account, outbox, stop }
  return outbox
}

/** 待发送: what was sent from this phone and the network has not taken yet. */
export const useWaiting = defineStore('waiting', {
  state: () => ({ items: [] as WaitingAppeal[] }),
  getters: {
    unsent: ({ items }): WaitingAppeal[] => unsentOf(items),
  },
  actions: {
    /** Once, when the program starts: goes on with what was left here, and follows who is signed in. */
    begin(): void {
      sweepFiles()
      const session = useSession()
      void this.takeUp()
      watch(
        () => session.me,
        async (me) => {
          if (!me) return
          if (me.kind === 'guest' && hasLeft() && holder()) await this.forget()
          noteHolder(me)
          // Another's form is not shown: what was open begins anew.
          if (me.kind === 'resident' && drafts.handTo(me.account)) void goHome()
          void this.takeUp()
        },
      )
    },
    async takeUp(): Promise<void> {
      const outbox = await this.open()
      if (outbox && (await takeUpSending(outbox))) await outbox.send()
    },
    /** Null for guests: what waits is somebody's. */
    async open(): Promise<Outbox | null> {
      const account = holder()?.account
      if (account === undefined) {
        opened?.stop()
        opened = undefined
        this.items = []
        return null
      }
      const outbox = outboxOf(account, (changed) => void this.look(changed))
      await this.look(outbox)
      return outbox
    },
    async look(outbox: Outbox): Promise<void> {
      const before = new Set(this.unsent.map(({ id }) => id))
      this.items = await outbox.list()
      if (this.items.some(({ id, state }) => state === 'sent' && before.has(id))) void say(t('later.gone'))
    },
    async retry(id: string): Promise<void> {
      await (await this.open())?.retry(id)
    },
    async remove(id: string): Promise<void> {
      await (await this.open())?.remove(id)
    },
    /** For a sign-out that was chosen: nothing that was written or seen here stays. */
    async forget(): Promise<void> {
      await (await this.open())?.clear()
      opened?.stop()
      opened = undefined
      this.items = []
      drafts.forget()
      forgetSeen()
      sweepFiles()
    },
  },
})
