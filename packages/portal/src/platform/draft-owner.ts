import { draftBlobs } from './blobs.ts'
import { keep } from './keep.ts'

/** Where the form being written is kept, whoever writes it: a guest's goes to whoever signs in to send it. */
export const DRAFT = 'civic.draft'
/** Told to the window when the draft there is another person's than the one that a page may show. */
const DRAFT_MOVED = 'civic-draft-moved'
/** Set last of all, so that other tabs that hear of it find the draft of whoever it is. */
const OWNER = 'civic.draft.owner'
const laidBy = (account: string) => `civic.draft.of.${account}`

const put = (key: string, text: string | null) => {
  try {
    if (text === null) keep.remove(key)
    else keep.set(key, text)
  } catch {
    // No room: a draft is lost, not the form.
  }
}

/**
 * A phone that people share: what one account began is laid by when another signs in, and is there again with the first.
 * A session that merely expired changes nothing.
 */
export function handDraftTo(account: string): void {
  const owner = keep.get(OWNER)
  if (owner === account) return
  if (owner === null) return put(OWNER, account)
  const [theirs, own] = [keep.get(DRAFT), keep.get(laidBy(account))]
  put(laidBy(owner), theirs)
  put(DRAFT, own)
  put(laidBy(account), null)
  put(OWNER, account)
  if (theirs !== own) dispatchEvent(new Event(DRAFT_MOVED))
}

/** Another tab has given this phone's draft to somebody else, or has forgotten it. @returns stops listening */
export function onDraftMoved(moved: () => void): () => void {
  const heard = ({ key, oldValue }: StorageEvent) => {
    if (key === OWNER && oldValue !== null) moved()
  }
  addEventListener('storage', heard)
  addEventListener(DRAFT_MOVED, moved)
  return () => {
    removeEventListener('storage', heard)
    removeEventListener(DRAFT_MOVED, moved)
  }
}

/** Nothing that was begun on this phone is left, photos included. */
export async function forgetDrafts(): Promise<void> {
  put(DRAFT, null)
  put(OWNER, null)
  await draftBlobs.clear()
}
