import { readFileSync } from 'node:fs'
import { fillTemplate, missingIn, templatesFile, type AppealTemplate } from '@civicgrid/contracts'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const read = (city: string): AppealTemplate[] =>
  templatesFile.parse(
    JSON.parse(readFileSync(new URL(`../../../../cities/${city}/templates.json`, import.meta.url), 'utf8')),
  )
const parking = read('haitang').find(({ code }) => code === 'parkingForm')
if (!parking) throw new Error('the city has no template for parking')

test('a large city has the ten templates that are asked for most', () => expect(read('haitang')).toHaveLength(10))

test('what is filled in stands in the words, a choice by its name, an empty sentence not at all', () => {
  const values = { where: '北门口', since: '三天', effect: 'lane' }
  expect(missingIn(parking, values)).toEqual([])
  expect(fillTemplate(parking, values, 'zh-CN')).toBe('停放位置：北门口。停了多久：三天。影响：占用消防通道')
  expect(fillTemplate(parking, values, 'en')).toBe('Where: 北门口. Since: 三天. What it blocks: A fire lane')
})

test('what is required and empty is asked for, also when it is only blanks', () => {
  expect(missingIn(parking, { where: '  ', plate: '苏A' })).toEqual(['where', 'since', 'effect'])
})

test.each(['haitang', 'yunling'])(
  'of %s, every template filled to the full leaves no blank and loses no word',
  (city) => {
    for (const template of read(city)) {
      const values = Object.fromEntries(
        template.fields.map(({ code, choices }, i) => [code, choices?.[0]?.code ?? `字${i}$&{x}`]),
      )
      for (const locale of ['zh-CN', 'en'] as const) {
        const text = fillTemplate(template, values, locale)
        for (const { code, choices } of template.fields)
          expect(text).toContain(choices?.[0]?.name[locale] ?? values[code])
        for (const { code } of template.fields) expect(text).not.toContain(`{${code}}`)
      }
    }
  },
)

test('whatever is typed, the words are made and hold it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (typed) => {
      fc.pre(typed.trim() !== '')
      expect(fillTemplate(parking, { where: typed }, 'zh-CN')).toContain(typed.trim())
    }),
  )
})
