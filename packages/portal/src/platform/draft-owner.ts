import { draftOwner } from '@civicgrid/kit'
import { draftBlobs } from './blobs.ts'
import { keep } from './keep.ts'

/** Where the form being written is kept, whoever writes it: a guest's goes to whoever signs in to send it. */
export const DRAFT = 'civic.draft'
/** Told to the window when the draft there is another person's than the one that a page may show. */
const DRAFT_MOVED = 'civic-draft-moved'
const OWNER = 'civic.draft.owner'
const owner = draftOwner(keep, DRAFT, OWNER)

/** See kit: pages that show another's are told. */
export function handDraftTo(account: string): void {
  if (owner.handTo(account)) dispatchEvent(new Event(DRAFT_MOVED))
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
  owner.forget()
  await draftBlobs.clear()
}
