import { describe, expect, it } from 'vitest'
import { searchCategories } from './category-search.ts'

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en })
const GROUPS = [
  {
    name: text('市政设施', 'Public works'),
    leaves: [
      { code: 'lamp', name: text('路灯不亮', 'Street light out'), words: ['路灯', '灯坏了'] },
      { code: 'pothole', name: text('路面坑洼', 'Pothole'), words: ['坑', '路烂'] },
    ],
  },
  {
    name: text('噪声生态', 'Noise'),
    leaves: [{ code: 'dance', name: text('广场舞', 'Square dancing'), words: ['音响', '跳舞'] }],
  },
]
const found = (typed: string) => searchCategories(GROUPS, typed).map(({ leaf }) => leaf.code)

describe('searching categories', () => {
  it('nothing typed shows all, as the city orders them', () => expect(found(' ')).toEqual(['lamp', 'pothole', 'dance']))
  it('a name that begins so stands before one that only belongs to such a group', () =>
    expect(found('路')).toEqual(['lamp', 'pothole']))
  it('a resident’s word finds it', () => expect(found('跳舞')).toEqual(['dance']))
  it('a whole sentence finds the category whose word is in it', () =>
    expect(found('小区门口灯坏了三天')).toEqual(['lamp']))
  it('either language finds it, in any case', () => expect(found('POTHOLE')).toEqual(['pothole']))
  it('a group brings all of its leaves', () => expect(found('public')).toEqual(['lamp', 'pothole']))
  it('nonsense finds nothing', () => expect(found('zzz')).toEqual([]))
})
