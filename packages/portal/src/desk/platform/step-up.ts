import { shallowRef } from 'vue'

/** Who waits for a proof of who sits here; null while nobody does. One dialog serves however many commands wait. */
export const waiting = shallowRef<((given: boolean) => void) | null>(null)
let asked: Promise<boolean> | undefined

/** Shows the dialog. @returns whether the proof was given */
export function askToStepUp(): Promise<boolean> {
  asked ??= new Promise<boolean>((resolve) => {
    waiting.value = resolve
  }).finally(() => {
    waiting.value = null
    asked = undefined
  })
  return asked
}
