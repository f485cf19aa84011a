import { readFileSync } from 'node:fs'
import type { CategoryGroup } from '@civicgrid/sdk'
import { describe, expect, it } from 'vitest'
import { findCategory, searchCategories } from '@civicgrid/kit/appeals'

const groups = JSON.parse(
  readFileSync(new URL('../../../../../cities/haitang/categories.json', import.meta.url), 'utf8'),
) as CategoryGroup[]
const names = (found: { leaf: { name: { 'zh-CN': string } } }[]) => found.map(({ leaf }) => leaf.name['zh-CN'])

describe('finding a category', () => {
  it('two characters are enough', () => expect(names(searchCategories(groups, '路灯', 'zh-CN'))[0]).toContain('路灯'))
  it('finds in English by English words', () =>
    expect(searchCategories(groups, 'street', 'en').length).toBeGreaterThan(0))
  it('nothing typed finds nothing', () => expect(searchCategories(groups, '  ', 'zh-CN')).toEqual([]))
  it('a code of an older draft that is gone is not found', () => {
    expect(findCategory(groups, 'exposedWaste')?.group.name['zh-CN']).toBe('市容环卫')
    expect(findCategory(groups, 'noLongerThere')).toBeNull()
    expect(findCategory(groups, null)).toBeNull()
  })
})
