import { nextTick, shallowRef } from 'vue'
import { describe, expect, it } from 'vitest'
import { useReading } from './use-reading.ts'

const at = (version: number, code = 'A') => ({
  code,
  version,
  timeline: Array.from({ length: version }, (_, i) => ({ seq: i + 1 })),
})

function page(version: number) {
  const order = shallowRef<ReturnType<typeof at> | null>(at(version))
  const reading = useReading(order)
  const seqs = () => reading.news.value.map(({ seq }) => seq)
  return { order, reading, seqs }
}

describe('which version has been read', () => {
  it('while nothing is written, what is shown is what was read', async () => {
    const { order, reading } = page(3)
    order.value = at(5)
    await nextTick()
    expect(reading.version.value).toBe(5)
  })
  it('while a form is open a colleague’s change is news, and the form still speaks of what was read', async () => {
    const { order, reading, seqs } = page(3)
    reading.writing.value = true
    order.value = at(5)
    await nextTick()
    expect(reading.version.value).toBe(3)
    expect(seqs()).toEqual([4, 5])
    reading.acknowledge()
    expect(reading.version.value).toBe(5)
    expect(seqs()).toEqual([])
  })
  it('one’s own command is no news', async () => {
    const { order, reading, seqs } = page(3)
    reading.writing.value = true
    reading.own(4)
    order.value = at(4)
    await nextTick()
    expect(seqs()).toEqual([])
  })
  it('nor is it when the next form is opened before the order has been loaded again', async () => {
    const { order, reading, seqs } = page(3)
    reading.own(4)
    reading.acknowledge()
    reading.writing.value = true
    order.value = at(4)
    await nextTick()
    expect(seqs()).toEqual([])
  })
  it('another order begins anew, also in the middle of writing', async () => {
    const { order, reading } = page(3)
    reading.writing.value = true
    order.value = at(9, 'B')
    await nextTick()
    expect(reading.version.value).toBe(9)
  })
})
