import { useDraft, type Draft } from '@civicgrid/kit'
import { useDesk } from '../../platform/desk.ts'
import type { Action } from './actions.ts'
import { useForm } from './form-context.ts'
import type { ActionContext } from './use-action.ts'

/** A page that is reloaded or closed asks nobody first: a draft waits no moment to be kept. */
const AT_ONCE = 0

/**
 * What is typed into a form of this order, kept until it was sent or the tab is closed.
 * `context` is the form's own, and forgets the draft once the server has it.
 */
export function useFormDraft<T extends object>(
  action: Action,
  blank: () => T,
): { draft: Draft<T>; typed: T; context: ActionContext } {
  const form = useForm()
  const draft = useDraft(`${action}.${form.order.value.code}`, blank, useDesk().drafts, AT_ONCE)
  const context: ActionContext = {
    ...form,
    done(receipt) {
      draft.drop()
      form.done(receipt)
    },
  }
  return { draft, typed: draft.value, context }
}
