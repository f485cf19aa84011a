import { ERROR_CODES } from '@civicgrid/contracts/constants'
import { describe, expect, it } from 'vitest'
import { resident as en } from './en/resident.ts'
import { resident as zh } from './zh-CN/resident.ts'

const slots = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map((slot) => slot[1]).sort()
const keys = Object.keys(zh) as (keyof typeof zh)[]

describe('words of the resident', () => {
  it('both locales have the same keys', () => expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort()))
  it('a sentence has the same slots in both locales', () => {
    expect(keys.filter((key) => slots(zh[key]).join() !== slots(en[key]).join())).toEqual([])
  })
  it('no sentence is empty', () => expect(keys.filter((key) => !zh[key] || !en[key])).toEqual([]))
  it('every error code has a sentence in both', () => {
    expect(ERROR_CODES.filter((code) => !zh[code] || !en[code])).toEqual([])
  })
  it('English has no Chinese left in it, but for the name of the language', () => {
    expect(keys.filter((key) => key !== 'settings.language' && /\p{Script=Han}/u.test(en[key]))).toEqual([])
  })
  it('nobody is told of codes, servers or formats', () => {
    expect(keys.filter((key) => /\b(HTTP|server|JSON|null|undefined)\b|服务器/i.test(zh[key] + en[key]))).toEqual([])
  })
})
