import type { TimelineEntry, WorkOrder } from '@civicgrid/sdk'
import { inject, type ComputedRef, type InjectionKey, type Ref } from 'vue'
import type { ActionContext } from './use-action.ts'

/** What every form knows of the page around it. */
export interface FormContext extends ActionContext {
  readonly order: Readonly<Ref<WorkOrder>>
  /** Events since this person last read the order: a colleague's, while the form was open. */
  readonly news: ComputedRef<readonly TimelineEntry[]>
  /** The order has moved on and this action is no longer possible. */
  readonly gone: ComputedRef<boolean>
  /** "I have read the news": what is sent next is sent against the newest version. */
  acknowledge(): void
  close(): void
}

export const FORM: InjectionKey<FormContext> = Symbol('form')

export function useForm(): FormContext {
  const form = inject(FORM)
  if (!form) throw new TypeError('a form outside an order')
  return form
}
