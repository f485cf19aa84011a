import { describe, expect, it } from 'vitest'
import { readPreferences, writePreferences } from './preferences.ts'

const BLANK = { locale: 'zh-CN', theme: 'auto', contrast: false, keys: true, newestFirst: true }

describe('preferences of the desk', () => {
  it('nothing kept, or nonsense, is Chinese in the colours of the system', () => {
    expect(readPreferences(null)).toEqual(BLANK)
    expect(readPreferences('{"locale":"fr","theme":7,"deskKeys":"no"}')).toEqual(BLANK)
    expect(readPreferences('not json')).toEqual(BLANK)
    expect(readPreferences('null')).toEqual(BLANK)
  })
  it('come back as they were kept', () => {
    const chosen = { locale: 'en', theme: 'dark', contrast: true, keys: false, newestFirst: false } as const
    expect(readPreferences(writePreferences(null, chosen))).toEqual(chosen)
  })
  it('leave in place what the portal keeps beside them', () => {
    const kept = writePreferences('{"elder":true,"size":24}', { ...BLANK, locale: 'zh-CN', theme: 'light' })
    expect(JSON.parse(kept)).toMatchObject({ elder: true, size: 24, theme: 'light' })
  })
})
