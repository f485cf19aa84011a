import { describe, expect, it } from 'vitest'
import { distance, fileSize, groupCode, maskPhone } from './measure.ts'

describe('measures', () => {
  it('distances are rounded as people say them', () => {
    expect(distance(47.3, 'zh-CN')).toBe('47米')
    expect(distance(347, 'zh-CN')).toBe('350米')
    expect(distance(1240, 'zh-CN')).toBe('1.2公里')
    expect(distance(12_400, 'en')).toBe('12 km')
  })
  it('a small file is never 0 KB', () => {
    expect(fileSize(12)).toBe('1 KB')
    expect(fileSize(3_565_158)).toBe('3.4 MB')
  })
  it('a code is grouped once, however it came', () => {
    expect(groupCode('7K2M9PQX4RTVW')).toBe('7K2M-9PQX-4RTV-W')
    expect(groupCode('7K2M-9PQX-4RTV-W')).toBe('7K2M-9PQX-4RTV-W')
  })
  it('a masked number shows seven digits at most', () => {
    expect(maskPhone('13812345678')).toBe('138****5678')
    expect(maskPhone('1234')).toBe('****')
  })
})
