import { ERROR_CODES } from '@civicgrid/contracts/constants'
import { desk } from '@civicgrid/kit/locales/zh-CN/desk'
import { createTranslate } from '@civicgrid/kit'
import { CivicError } from '@civicgrid/sdk'
import { describe, expect, it } from 'vitest'
import { problemOf } from './problem.ts'

const list: Readonly<Record<string, string>> = desk
const words = { t: createTranslate<typeof desk>(desk), maybe: (key: string) => list[key] ?? null }

describe('what staff reads when something fails', () => {
  it('every code has a sentence of its own words, never the engineer’s', () => {
    const sentences = ERROR_CODES.map((code) => problemOf(new CivicError(code, { message: 'x' }), words).sentence)
    expect(
      sentences.filter(
        (sentence) => !sentence || sentence === 'x' || /[A-Z_]{4,}/.test(sentence.replace(/HEIC|JPG|PNG/g, '')),
      ),
    ).toEqual([])
  })
  it('the error number is told only where somebody else has to help', () => {
    const of = (code: 'INTERNAL' | 'BOUNCE_USED') =>
      problemOf(new CivicError(code, { requestId: 'r1' }), words).requestId
    expect([of('INTERNAL'), of('BOUNCE_USED')]).toEqual(['r1', null])
  })
  it('what was never meant to be thrown reads as our own fault', () =>
    expect(problemOf(new TypeError('x'), words).code).toBe('INTERNAL'))
})
