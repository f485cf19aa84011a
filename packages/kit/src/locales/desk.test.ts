import {
  APPEAL_KINDS,
  APPEAL_STATUSES,
  CHANNELS,
  CLOCK_STAGES,
  ERROR_CODES,
  OUTCOMES,
  STAFF_ROLES,
} from '@civicgrid/contracts/constants'
import { describe, expect, it } from 'vitest'
import { desk as en } from './en/desk.ts'
import { desk as zh } from './zh-CN/desk.ts'

const slots = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map((slot) => slot[1]).sort()
const keys = Object.keys(zh) as (keyof typeof zh)[]

describe('words of the desk', () => {
  it('both locales have the same keys', () => expect(Object.keys(en).sort()).toEqual([...keys].sort()))
  it('a sentence has the same slots in both locales', () => {
    expect(keys.filter((key) => slots(zh[key]).join() !== slots(en[key]).join())).toEqual([])
  })
  it('English has no Chinese left in it', () => {
    expect(keys.filter((key) => /\p{Script=Han}/u.test(en[key]))).toEqual([])
  })
  it('every value of the loop has a word', () => {
    const values = [
      ...ERROR_CODES,
      ...APPEAL_KINDS.map((kind) => `kind.${kind}`),
      ...APPEAL_STATUSES.map((status) => `status.${status}`),
      ...CHANNELS.map((channel) => `channel.${channel}`),
      ...CLOCK_STAGES.map((stage) => `order.clock.${stage}`),
      ...OUTCOMES.flatMap((outcome) => [`outcome.${outcome}`, `outcomeHint.${outcome}`]),
      ...STAFF_ROLES.map((role) => `role.${role}`),
    ]
    expect(values.filter((value) => !(value in zh))).toEqual([])
  })
  it('staff is never spoken to as the resident is', () => {
    const events = keys.filter((key) => key.startsWith('event.'))
    expect(events.filter((key) => zh[key].includes('您') || /\byou\b/i.test(en[key]))).toEqual([])
  })
})
