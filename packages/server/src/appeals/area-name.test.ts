import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadCity } from '../city/index.ts'
import { appealCity } from './appeals.context.ts'

const loaded = loadCity(join(import.meta.dirname, '../../../../cities/haitang'))
const city = appealCity(loaded)
const nameOf = (code: string) => city.areaName(loaded.tree.pathOf(code))['zh-CN']

test('an area is named by its community and grid, however deep the place is known', () => {
  const micro = loaded.tree.ofLevel('microGrid')[0]
  expect(nameOf(micro?.code ?? '')).toBe('新茂社区第1网格')
  expect(nameOf('xinmao-1')).toBe('新茂社区第1网格')
})

test('a place known only by its town or county is named by that', () => {
  expect(nameOf('xinmao')).toBe('锦棠街道新茂社区')
  expect(nameOf('lupu')).toBe('芦浦县')
  expect(nameOf(loaded.tree.root.code)).toBe('海棠市')
})
