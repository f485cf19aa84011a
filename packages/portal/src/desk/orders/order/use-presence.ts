import { PRESENT_EVERY_MS } from '@civicgrid/contracts/constants'
import type { Civic, Present } from '@civicgrid/sdk'
import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { useLookAgain } from '../../platform/look-again.ts'

/**
 * Tells the server that this order is open here, and who else has it open. A hidden page says nothing, and so is forgotten
 * within half a minute.
 * @param writing whether a form is open
 */
export function usePresence(
  desk: Pick<Civic['desk'], 'present'>,
  code: Readonly<Ref<string>>,
  writing: Readonly<Ref<boolean>>,
) {
  const others = shallowRef<Present['others']>([])

  async function say(): Promise<void> {
    const asked = code.value
    try {
      const answer = await desk.present({ code: asked, writing: writing.value })
      if (asked === code.value) others.value = answer.others
    } catch {
      // Who else is here is a courtesy: what matters is refused by the server.
    }
  }
  const leave = (left: string): void =>
    void desk.present({ code: left, writing: false, leaving: true }).catch(() => undefined)

  watch(
    code,
    (now, before) => {
      if (before) leave(before)
      others.value = []
      if (now) void say()
    },
    { immediate: true },
  )
  watch(writing, () => void say())
  useLookAgain(say, PRESENT_EVERY_MS)
  onScopeDispose(() => leave(code.value))
  return others
}
