import { fileURLToPath } from 'node:url'
import { limitsOf } from '@civicgrid/contracts'
import { describe, expect, it } from 'vitest'
import { loadCity } from './index.ts'

const cities = fileURLToPath(new URL('../../../../cities/', import.meta.url))
const haitang = loadCity(`${cities}haitang`)
const yunling = loadCity(`${cities}yunling`)
const taicang = loadCity(`${cities}haitang`, { scale: 'taicang' })

const count = (city: typeof haitang, level: string) => city.tree.ofLevel(level).length

describe('the made-up cities', () => {
  it('海棠 has six levels and what demo-city.md lists', () => {
    expect(haitang.city.areas.levels.map(({ code }) => code)).toEqual([
      'city',
      'county',
      'township',
      'community',
      'grid',
      'microGrid',
    ])
    expect(haitang.city.categories).toHaveLength(16)
    expect(haitang.city.categories.flatMap((group) => group.leaves)).toHaveLength(129)
    expect(haitang.city.templates).toHaveLength(10)
    expect(haitang.city.places.length).toBeGreaterThanOrEqual(40)
    for (const samples of Object.values(haitang.city.samples.appeals)) expect(samples.length).toBeGreaterThanOrEqual(2)
  })

  it('云岭 has other levels, other hours, and capabilities off', () => {
    expect(yunling.city.areas.levels.map(({ code }) => code)).toEqual(['county', 'town', 'village', 'group'])
    expect(yunling.city.settings.capabilities).toMatchObject({ appeals: true, rides: false, insight: false })
    expect(yunling.calendar.workingHours).not.toEqual(haitang.calendar.workingHours)
    expect(yunling.calendar.isWorkday('2027-04-09')).toBe(false)
    expect(yunling.calendar.isWorkday('2027-04-11')).toBe(true)
    expect(yunling.calendar.version).toContain('yunling-tea-2027#')
  })

  it("at Taicang's scale there are 7,249 micro-grids, under the same communities", () => {
    expect(count(taicang, 'microGrid')).toBe(7249)
    expect(count(taicang, 'grid')).toBe(906)
    expect(taicang.tree.ofLevel('community')).toEqual(haitang.tree.ofLevel('community'))
    expect(() => loadCity(`${cities}haitang`, { scale: 'nowhere' })).toThrow('scales/nowhere.json is missing')
  })
})

describe('owners', () => {
  const owner = (category: string, area: string) => haitang.owner(category, area)

  it('a leaf goes before its group, and an area before the whole city', () => {
    expect(owner('potholes', 'xinmao-1-1')?.body.code).toBe('zhujian')
    expect(owner('bridge', 'xinmao-1-1')?.body.code).toBe('jiaotong')
    expect(owner('binOverflow', 'xinmao-1-1')?.body.code).toBe('chengguan')
    expect(owner('binOverflow', 'heye-1-1')).toMatchObject({
      body: { code: 'chengguan-lupu' },
      why: { category: 'sanitation', area: 'lupu', ownBodyOf: null },
    })
    expect(owner('flooding', 'gangkou-1')?.body.code).toBe('zhen-weigang')
    expect(owner('flooding', 'heye-1')?.body.code).toBe('shuili')
  })

  it("a rule by level gives the place's own body", () => {
    expect(owner('propertyService', 'xinmao-1-1')).toMatchObject({
      body: { code: 'zhen-jintang' },
      why: { ownBodyOf: 'jintang' },
    })
    expect(owner('neighbours', 'xinmao-1-1')?.body).toMatchObject({
      code: 'sq-xinmao',
      name: { 'zh-CN': '新茂社区居（村）民委员会' },
    })
    expect(owner('clutteredStairs', 'xinmao-1-1')?.body).toMatchObject({ code: 'wg-xinmao-1', kind: 'grid' })
  })

  it('where the place is not known so deep, the next rule answers', () => {
    expect(owner('clutteredStairs', 'jintang')?.body.code).toBe('gongan')
    expect(owner('neighbours', 'haitang')?.body.code).toBe('sifa')
  })

  it('nobody is named for what is unknown', () => {
    expect(owner('nonsense', 'xinmao')).toBeNull()
    expect(taicang.owner('clutteredStairs', 'xinmao-9-3')?.body.code).toBe('wg-xinmao-9')
  })
})

describe('limits', () => {
  const leaf = (code: string) => {
    const found = haitang.city.categories.flatMap((group) => group.leaves).find((one) => one.code === code)
    if (!found) throw new Error(code)
    return found
  }

  it('a consultation has the limits of its kind, a complaint those of its category', () => {
    expect(limitsOf(haitang.city, leaf('prepaidCards'), 'complain')).toMatchObject({
      accept: { amount: 7, unit: 'workingDays' },
      result: { amount: 45, unit: 'workingDays' },
      bounceRuling: { amount: 4, unit: 'workingHours' },
    })
    expect(limitsOf(haitang.city, leaf('prepaidCards'), 'consult').result).toEqual({ amount: 2, unit: 'workingDays' })
  })

  it('an urgent category keeps its hours whatever the kind', () => {
    expect(limitsOf(haitang.city, leaf('powerCut'), 'consult').result).toEqual({ amount: 2, unit: 'hours' })
  })
})

describe('staff', () => {
  it('every body that owns anything has somebody who works its orders, the same ones each time', () => {
    const workers = new Set(haitang.staff().map((persona) => persona.body))
    const owners = new Set(
      haitang.city.categories.flatMap((group) =>
        group.leaves.flatMap((leaf) =>
          haitang.city.areas.areas.map((area) => haitang.owner(leaf.code, area.code)?.body.code),
        ),
      ),
    )
    expect([...owners].filter((body) => !workers.has(body))).toEqual([])
    expect(loadCity(`${cities}haitang`).staff()).toEqual(haitang.staff())
    const codes = haitang.staff().map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
  })
})
