import { contrast, type Hex } from '@civicgrid/kit/colour'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { wear } from './brand.ts'

// A root element with as much of a style as is set here.
let set: Map<string, string>
const NOW: Record<string, string> = { '--cg-card': '#fff', '--cg-page': ' #f6f4f0', '--cg-on-brand': '#ffffff' }
beforeEach(() => {
  set = new Map()
  vi.stubGlobal('getComputedStyle', () => ({ getPropertyValue: (name: string) => NOW[name] ?? '' }))
})
afterEach(() => vi.unstubAllGlobals())
// The one member that is used.
const root = () =>
  ({ style: { setProperty: (name: string, value: string) => set.set(name, value) } }) as never as HTMLElement
const colour = (name: string) => set.get(`--cg-${name}`) as Hex

test('a brand is worn as it is where letters on it can be read, however short it is written', () => {
  wear(root(), { brand: '#7a1f5c' })
  expect(colour('brand')).toBe('#7a1f5c')
  wear(root(), { brand: '#a02' })
  expect(colour('brand')).toBe('#aa0022')
})
test.each(['#ffff00', '#ffffff', '#ff8800'])(
  'a colour on which letters could not be read is moved until they can',
  (brand) => {
    wear(root(), { brand })
    expect(contrast(colour('brand'), '#ffffff')).toBeGreaterThanOrEqual(4.5)
    for (const ground of ['#ffffff', '#f6f4f0', colour('brand-soft')] as const)
      expect(contrast(colour('brand-ink'), ground)).toBeGreaterThanOrEqual(4.5)
  },
)
test.each(['red', '#12', 'url(https://evil.example)', '#7a1f5c;--x:1', ''])(
  '%j is no colour and changes nothing',
  (brand) => {
    wear(root(), { brand })
    expect([...set]).toEqual([])
  },
)
test('corners stay within what a card can have', () => {
  wear(root(), { radius: 400 })
  expect(set.get('--cg-radius-card')).toBe('24px')
  set.clear()
  for (const radius of [-1, Number.NaN, undefined]) wear(root(), { radius })
  expect([...set]).toEqual([])
})
