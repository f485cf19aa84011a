import { shallowRef } from 'vue'

/** Who waits for a proof of who holds this phone; null while nobody does. One sheet serves however many commands wait. */
export const proving = shallowRef<((given: boolean) => void) | null>(null)
let asked: Promise<boolean> | undefined

/** Shows the sheet. @returns whether the proof was given */
export function askToProve(): Promise<boolean> {
  asked ??= new Promise<boolean>((resolve) => {
    proving.value = resolve
  }).finally(() => {
    proving.value = null
    asked = undefined
  })
  return asked
}
