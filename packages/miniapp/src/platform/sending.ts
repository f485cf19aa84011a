import { findCategory, type SendForm } from '@civicgrid/kit/appeals'
import { sendLater } from '@civicgrid/kit/send-later'
import type { Category, CityProfile } from '@civicgrid/sdk'
import type { Outbox } from '@civicgrid/sdk/outbox'
import { holder } from './account.ts'
import { seen } from './seen.ts'
import { kept } from './store.ts'

/** Where the form of an appeal is kept while it is written. */
export const DRAFT = 'civic-draft'
/** The key of the form that is on its way right now. */
const SENDING = 'civic-sending'

interface Begun {
  id: string
  account: string
}

/** From here on a program that is killed has said «send»: the next one sees to it. */
export function beginSending(id: string): void {
  const account = holder()?.account
  if (account === undefined) return
  try {
    kept.set(SENDING, JSON.stringify({ id, account } satisfies Begun))
  } catch {
    // A full phone: the draft is what is left, and whoever wrote it sends it again.
  }
}
export const endSending = (): void => kept.remove(SENDING)

/** Puts a form into the outbox with its photos and recordings, under its own key. @throws where the phone has no room */
export function putLater(outbox: Outbox, form: SendForm, leaf: Category, hasPhone: boolean): Promise<void> {
  const paths = new Map([...form.photos, ...form.recordings].map(({ id, path, preview }) => [id, path ?? preview]))
  const here = {
    async get(id: string) {
      const path = paths.get(id)
      return path === undefined ? null : { path }
    },
  }
  return sendLater(outbox, here, form, leaf, form, hasPhone)
}

function parsed<T>(text: string | null): T | null {
  try {
    return JSON.parse(text ?? 'null') as T | null
  } catch {
    return null
  }
}

/** What was on its way when the program was killed goes on by itself, under the same key. @returns whether there was any */
export async function takeUpSending(outbox: Outbox): Promise<boolean> {
  const begun = parsed<Begun>(kept.get(SENDING))
  const form = parsed<{ value: SendForm }>(kept.get(DRAFT))?.value
  const me = holder()
  if (!begun || !form || !me || begun.id !== form.id || begun.account !== me.account) return false
  const groups = seen.get<CityProfile>('city')?.value.categories ?? []
  const found = findCategory(groups, form.category)
  if (!found) return false
  // Taken up once, however often that is asked for.
  endSending()
  try {
    await putLater(outbox, form, found.leaf, me.phone)
  } catch {
    // No room, or a form that is not whole: the draft is still there.
    return false
  }
  kept.remove(DRAFT)
  return true
}
