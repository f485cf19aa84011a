import type { DraftStore } from './use-draft.ts'

export interface DraftOwner {
  /** @returns whether the form now shows another person's draft than before */
  handTo(account: string): boolean
  /** Of nobody any more, and nothing of it kept. */
  forget(): void
}

/**
 * A phone that people share: what one account began is laid by when another signs in, and is there again with the first.
 * A session that merely expired changes nothing, and what a guest began goes to whoever signs in to send it.
 * @param draft where the form being written is kept, whoever writes it
 * @param owner set last of all, so that whoever hears of it finds the draft of whoever it is
 */
export function draftOwner(store: DraftStore, draft: string, owner = `${draft}.owner`): DraftOwner {
  const laidBy = (account: string) => `${draft}.of.${account}`
  const put = (key: string, text: string | null) => {
    try {
      if (text === null) store.remove(key)
      else store.set(key, text)
    } catch {
      // No room: a draft is lost, not the form.
    }
  }
  return {
    handTo(account) {
      const before = store.get(owner)
      if (before === account) return false
      const [theirs, own] = [store.get(draft), store.get(laidBy(account))]
      if (before !== null) {
        put(laidBy(before), theirs)
        put(draft, own)
        put(laidBy(account), null)
      }
      put(owner, account)
      return before !== null && theirs !== own
    },
    forget() {
      put(draft, null)
      put(owner, null)
    },
  }
}
