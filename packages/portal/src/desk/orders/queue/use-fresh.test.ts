import { nextTick, ref } from 'vue'
import { expect, it } from 'vitest'
import { useFresh } from './use-fresh.ts'

function page() {
  const count = ref<number | null>(3)
  const phase = ref('waiting')
  const list = ref('toAccept')
  const whole = ref(true)
  return { count, phase, list, whole, ...useFresh(count, phase, [list], whole) }
}

it('what came in since the list was loaded is counted, until it is loaded anew', async () => {
  const { count, phase, fresh, seen } = page()
  phase.value = 'ready'
  await nextTick()
  count.value = 5
  await nextTick()
  expect(fresh.value).toBe(2)
  seen()
  expect(fresh.value).toBe(0)
})
it('what was worked meanwhile makes room: one gone and one come is one new', async () => {
  const { count, phase, fresh } = page()
  phase.value = 'ready'
  await nextTick()
  count.value = 2
  await nextTick()
  count.value = 3
  await nextTick()
  expect(fresh.value).toBe(1)
})
it('a list that was narrowed says nothing of the whole queue', async () => {
  const { count, phase, whole, fresh } = page()
  phase.value = 'ready'
  await nextTick()
  whole.value = false
  count.value = 9
  await nextTick()
  expect(fresh.value).toBe(0)
})
