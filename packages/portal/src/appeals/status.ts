import { promiseLine as tellPromise } from '@civicgrid/kit/appeals'
import type { Progress } from '@civicgrid/sdk'
import { t, time } from '../platform/words.ts'

export { isOpen, statusTone } from '@civicgrid/kit/appeals'

/** What is owed next, in the words of this page. @param now epoch milliseconds */
export const promiseLine = (item: Pick<Progress, 'promise' | 'status' | 'allowedActions'>, now: number) =>
  tellPromise({ t, time }, item, now)
