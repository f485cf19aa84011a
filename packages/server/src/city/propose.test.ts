import { readFileSync } from 'node:fs'
import { categoriesFile, proposeCategories, sureProposal } from '@civicgrid/contracts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const file = (city: string, name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../../cities/${city}/${name}.json`, import.meta.url), 'utf8'))
const groups = categoriesFile.parse(file('haitang', 'categories'))
const of = (text: string) => proposeCategories(groups, text).map(({ category }) => category)

test('a description is known by the words residents use', () => {
  expect(of('小区北门的路灯不亮已经三天了,晚上看不见')[0]).toBe('streetLights')
  expect(of('楼下广场舞音响太吵,孩子没法写作业')[0]).toBe('squareDancing')
  expect(of('All street lamps at the gate have been out for days')[0]).toBe('streetLights')
})

test('words about nothing known propose nothing', () => {
  expect(of('祝大家新年快乐呀')).toEqual([])
  expect(of('')).toEqual([])
  expect(of('😀 𠮷 שלום')).toEqual([])
})

test('what is sure is filled in, what could be two things is asked', () => {
  expect(sureProposal([{ category: 'a', share: 0.7 }])?.category).toBe('a')
  expect(
    sureProposal([
      { category: 'a', share: 0.5 },
      { category: 'b', share: 0.45 },
    ]),
  ).toBeNull()
  expect(sureProposal([{ category: 'a', share: 0.3 }])).toBeNull()
  expect(sureProposal([])).toBeNull()
})

/** Measured on the cities' own sample texts, which no word was taken from for the large one. */
describe.each([
  ['haitang', 0.65, 0.78, 0.75],
  ['yunling', 0.75, 0.8, 0.85],
])('the lexicon of %s', (city, first, amongThree, whenSure) => {
  test(`proposes the right one first for ${first * 100}% of the samples, among three for ${amongThree * 100}%`, () => {
    const lexicon = categoriesFile.parse(file(city, 'categories'))
    const { appeals } = file(city, 'samples') as { appeals: Record<string, { text: string }[]> }
    const told = Object.entries(appeals).flatMap(([code, samples]) =>
      samples.map(({ text }) => {
        const proposals = proposeCategories(lexicon, text.replaceAll('{place}', ''))
        return { code, found: proposals.map(({ category }) => category), sure: sureProposal(proposals)?.category }
      }),
    )
    const part = (list: typeof told, right: (one: (typeof told)[number]) => boolean) =>
      list.filter(right).length / list.length
    expect(part(told, ({ code, found }) => found[0] === code)).toBeGreaterThanOrEqual(first)
    expect(part(told, ({ code, found }) => found.includes(code))).toBeGreaterThanOrEqual(amongThree)
    const sure = told.filter((one) => one.sure !== undefined)
    expect(sure.length / told.length).toBeGreaterThan(0.5)
    expect(part(sure, (one) => one.sure === one.code)).toBeGreaterThanOrEqual(whenSure)
  })
})

test('whatever the words, shares are parts of a whole, the largest first', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('路灯', '停水', '垃圾', ' 吵', '😀', 'lamp', '。')), (parts) => {
      const shares = proposeCategories(groups, parts.join(''), 200).map(({ share }) => share)
      expect(shares).toEqual(shares.toSorted((a, b) => b - a))
      if (shares.length > 0) expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1)
    }),
  )
})
