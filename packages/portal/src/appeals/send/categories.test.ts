import { readFileSync } from 'node:fs'
import type { CategoryGroup } from '@civicgrid/sdk'
import { describe, expect, it } from 'vitest'
import { findCategory, guessCategories, searchCategories } from './categories.ts'

const groups = JSON.parse(
  readFileSync(new URL('../../../../../cities/haitang/categories.json', import.meta.url), 'utf8'),
) as CategoryGroup[]
const names = (found: { leaf: { name: { 'zh-CN': string } } }[]) => found.map(({ leaf }) => leaf.name['zh-CN'])

describe('finding a category', () => {
  it('two characters are enough', () => expect(names(searchCategories(groups, '路灯', 'zh-CN'))[0]).toContain('路灯'))
  it('finds in English by English words', () =>
    expect(searchCategories(groups, 'street', 'en').length).toBeGreaterThan(0))
  it('nothing typed finds nothing', () => expect(searchCategories(groups, '  ', 'zh-CN')).toEqual([]))
  it('a description is guessed by the words residents use', () => {
    expect(names(guessCategories(groups, '小区北门的路灯不亮已经三天了,晚上看不见', 'zh-CN'))[0]).toBe('路灯不亮')
    expect(names(guessCategories(groups, '楼下广场舞音响太吵,孩子没法写作业', 'zh-CN'))[0]).toBe('广场舞')
  })
  it('an English description by its words in any order', () => {
    expect(guessCategories(groups, 'All street lamps at the gate have been out for days', 'en')[0]?.leaf.code).toBe(
      'streetLights',
    )
  })
  it('a description about nothing known guesses nothing', () =>
    expect(guessCategories(groups, '祝大家新年快乐呀', 'zh-CN')).toEqual([]))
  it('a code of an older draft that is gone is not found', () => {
    expect(findCategory(groups, 'exposedWaste')?.group.name['zh-CN']).toBe('市容环卫')
    expect(findCategory(groups, 'noLongerThere')).toBeNull()
    expect(findCategory(groups, null)).toBeNull()
  })
})
