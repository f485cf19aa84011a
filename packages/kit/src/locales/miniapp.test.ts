import { describe, expect, it } from 'vitest'
import { miniapp as enAll } from './en/miniapp.ts'
import { miniappMe as enMe } from './en/miniapp-me.ts'
import { miniapp as zhAll } from './zh-CN/miniapp.ts'
import { miniappMe as zhMe } from './zh-CN/miniapp-me.ts'

const en = { ...enAll, ...enMe }
const zh = { ...zhAll, ...zhMe }

const slots = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map((slot) => slot[1]).sort()
const keys = Object.keys(zh) as (keyof typeof zh)[]

describe('words of the mini-program', () => {
  it('both locales have the same keys and slots, and none is empty', () => {
    expect(Object.keys(en).sort()).toEqual([...keys].sort())
    expect(keys.filter((key) => !zh[key] || !en[key] || slots(zh[key]).join() !== slots(en[key]).join())).toEqual([])
  })
  it('English has no Chinese left in it', () =>
    expect(keys.filter((key) => /\p{Script=Han}/u.test(en[key]))).toEqual([]))
})
