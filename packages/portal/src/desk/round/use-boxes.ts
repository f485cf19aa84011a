import type { Civic, SubmitInput } from '@civicgrid/sdk'
import { createOutbox, type Outbox, type WaitingAppeal } from '@civicgrid/sdk/outbox'
import { onScopeDispose, shallowRef } from 'vue'
import { boxOf, roundClient, type Box } from './report.ts'

/**
 * What one officer has seen and not yet sent, and what has just gone out.
 * @param account of `identity.me`: two officers of one name have boxes of their own
 * @param done said of what was put right
 */
export function useBoxes(civic: Civic, account: string, done: () => string) {
  const waiting = shallowRef<readonly (WaitingAppeal & { box: Box })[]>([])
  const boxes: Record<Box, Outbox> = {
    found: createOutbox({ civic: roundClient(civic, 'found', done()), account: boxOf('found', account) }),
    settled: createOutbox({ civic: roundClient(civic, 'settled', done()), account: boxOf('settled', account) }),
  }
  const all = Object.entries(boxes) as [Box, Outbox][]
  async function look() {
    const lists = await Promise.all(
      all.map(async ([box, outbox]) => (await outbox.list()).map((row) => ({ ...row, box }))),
    )
    waiting.value = lists.flat().sort((a, b) => b.at.localeCompare(a.at))
  }
  const ends = all.flatMap(([, outbox]) => [outbox.onChange(() => void look()), outbox.start()])
  onScopeDispose(() => ends.forEach((end) => end()))
  void look()
  return {
    waiting,
    async add(box: Box, input: SubmitInput, photos: readonly File[]): Promise<void> {
      await boxes[box].add(
        input,
        photos.map((file) => ({ file, name: file.name })),
      )
      void boxes[box].send()
    },
    remove: (box: Box, id: string) => boxes[box].remove(id),
    retry: (box: Box, id: string) => boxes[box].retry(id),
  }
}
