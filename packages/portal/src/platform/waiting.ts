import { unsentOf } from '@civicgrid/kit/appeals'
import type { Outbox, WaitingAppeal } from '@civicgrid/sdk/outbox'
import { defineStore } from 'pinia'
import { say } from '../ui/toast.ts'
import { civic } from './civic.ts'
import { useSession } from './session.ts'
import { markWaiting } from './waiting-flag.ts'
import { t } from './words.ts'

let opened: { account: string; outbox: Outbox; stop: () => void } | undefined

/** The outbox of an account, started; that of another one stops. @param look is called whenever it may have changed */
async function outboxOf(account: string, look: (outbox: Outbox) => void): Promise<Outbox> {
  const { createOutbox } = await import('@civicgrid/sdk/outbox')
  if (opened?.account === account) return opened.outbox
  opened?.stop()
  const outbox = createOutbox({ civic, account })
  const quiet = outbox.onChange(() => look(outbox))
  const still = outbox.start()
  const stop = () => {
    quiet()
    still()
  }
  opened = { account, outbox, stop }
  return outbox
}

/** 待发送: what the resident has sent and the network has not taken yet. */
export const useWaiting = defineStore('waiting', {
  state: () => ({
    items: [] as WaitingAppeal[],
    /** False where it lasts only as long as the page. */
    durable: true,
  }),
  getters: {
    unsent: ({ items }): WaitingAppeal[] => unsentOf(items),
  },
  actions: {
    /** Goes on with what was left on this phone by whoever is signed in. */
    async wake(): Promise<void> {
      await useSession().find()
      await this.open()
    },
    async open(): Promise<Outbox | null> {
      const account = useSession().resident?.account
      if (account === undefined) return null
      const outbox = await outboxOf(account, (changed) => void this.look(changed))
      this.durable = await outbox.durable()
      await this.look(outbox)
      return outbox
    },
    async look(outbox: Outbox): Promise<void> {
      const before = new Set(this.unsent.map(({ id }) => id))
      const items = await outbox.list()
      this.items = items
      if (items.some(({ id, state }) => state === 'sent' && before.has(id))) void say(t('later.gone'))
      markWaiting(items.length > 0)
    },
    async retry(id: string): Promise<void> {
      await (await this.open())?.retry(id)
    },
    async remove(id: string): Promise<void> {
      await (await this.open())?.remove(id)
    },
    /** For a sign-out that was chosen. */
    async forget(): Promise<void> {
      await (await this.open())?.clear()
      opened?.stop()
      opened = undefined
      this.items = []
      markWaiting(false)
    },
  },
})
