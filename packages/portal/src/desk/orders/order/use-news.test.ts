import { nextTick, ref, shallowRef } from 'vue'
import { expect, it } from 'vitest'
import { useNews } from './use-news.ts'

const at = (version: number, code = 'A') => ({
  code,
  version,
  timeline: Array.from({ length: version }, (_, i) => ({ seq: i + 1 })),
})

function page() {
  const order = shallowRef<ReturnType<typeof at> | null>(at(3))
  const writing = ref(false)
  const { news, ...rest } = useNews(order, writing)
  return { order, writing, seqs: () => news.value.map(({ seq }) => seq), ...rest }
}

it('what others did while the page was only read is told, until it has been read', async () => {
  const { order, seqs, read } = page()
  order.value = at(4)
  await nextTick()
  order.value = at(6)
  await nextTick()
  expect(seqs()).toEqual([4, 5, 6])
  read()
  expect(seqs()).toEqual([])
})
it('what one did oneself is no news, and another order begins without any', async () => {
  const { order, seqs, did } = page()
  did(4)
  order.value = at(5)
  await nextTick()
  expect(seqs()).toEqual([5])
  order.value = at(9, 'B')
  await nextTick()
  expect(seqs()).toEqual([])
})
it('while a form is open the form tells it', async () => {
  const { order, writing, seqs } = page()
  writing.value = true
  order.value = at(5)
  await nextTick()
  expect(seqs()).toEqual([])
})
