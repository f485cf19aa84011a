import type { Area as AreaView } from '@civicgrid/sdk'
import { shallowRef } from 'vue'
import { describe, expect, it } from 'vitest'
import { useAreaLine } from './use-area-line.ts'

const area = (path: string, divided = true): AreaView => ({
  code: path.split('/').at(-1) ?? '',
  path,
  level: 'x',
  name: { 'zh-CN': path, en: path },
  divided,
})
const BELOW: Record<string, AreaView[]> = {
  '': [area('/city/east'), area('/city/west')],
  east: [area('/city/east/mill', false), area('/city/east/dock', false)],
  west: [area('/city/west/hill', false)],
}

function field(below = async (parent: string | null) => BELOW[parent ?? ''] ?? []) {
  const model = shallowRef<AreaView | null>(null)
  return { model, ...useAreaLine(below, model) }
}
const shown = (steps: readonly { choices: readonly AreaView[] }[]) =>
  steps.map(({ choices }) => choices.map(({ code }) => code).join(','))

describe('choosing an area level by level', () => {
  it('a chosen area brings the list of those below it', async () => {
    const { start, choose, steps, model } = field()
    await start()
    await choose(0, 'east')
    expect(shown(steps.value)).toEqual(['east,west', 'mill,dock'])
    await choose(1, 'mill')
    expect(model.value?.path).toBe('/city/east/mill')
  })
  it('another choice above drops what was chosen below', async () => {
    const { start, choose, steps, model } = field()
    await start()
    await choose(0, 'east')
    await choose(1, 'mill')
    await choose(0, 'west')
    expect(model.value?.code).toBe('west')
    expect(shown(steps.value)).toEqual(['east,west', 'hill'])
  })
  it('nothing chosen on a level means the area above it', async () => {
    const { start, choose, model } = field()
    await start()
    await choose(0, 'east')
    await choose(1, 'mill')
    await choose(1, '')
    expect(model.value?.code).toBe('east')
    await choose(0, '')
    expect(model.value).toBeNull()
  })
  it('a slow answer for a choice that was changed is dropped', async () => {
    let release: (areas: AreaView[]) => void = () => undefined
    const { start, choose, steps } = field((parent) =>
      parent === 'east' ? new Promise((resolve) => (release = resolve)) : Promise.resolve(BELOW[parent ?? ''] ?? []),
    )
    await start()
    const slow = choose(0, 'east')
    await choose(0, 'west')
    release(BELOW.east ?? [])
    await slow
    expect(shown(steps.value)).toEqual(['east,west', 'hill'])
  })
})
