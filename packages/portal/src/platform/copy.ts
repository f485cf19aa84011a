import { say } from '../ui/toast.ts'
import { t } from './words.ts'

/** Puts text on the clipboard; old web-views know only the command of the document. */
export async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    const field = document.createElement('textarea')
    field.value = text
    document.body.append(field)
    field.select()
    document.execCommand('copy')
    field.remove()
  }
  void say(t('sent.copied'))
}
