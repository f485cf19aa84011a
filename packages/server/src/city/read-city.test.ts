import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { CityError, loadCity, problemLine, readCity } from './index.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'civicgrid-city-'))

beforeEach(() => {
  rmSync(folder, { recursive: true, force: true })
  cpSync(join(root, 'cities/yunling'), folder, { recursive: true })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Replaces one piece of text in a file of the copy; a piece that is not there is the test's mistake. */
function change(file: string, from: string | RegExp, to: string) {
  const path = join(folder, file)
  const text = readFileSync(path, 'utf8')
  const changed = text.replace(from, to)
  if (changed === text) throw new Error(`${file} holds no ${from}`)
  writeFileSync(path, changed)
}

const problems = () => readCity(folder).problems.map(problemLine)

describe('a city folder says exactly what is wrong in it', () => {
  it('nothing, as it stands', () => {
    expect(problems()).toEqual([])
  })

  it('a limit is missing', () => {
    change('categories.json', /("code": "mountainRoad"[^]*?)"result": \{[^}]*\}, /, '$1')
    expect(problems()).toEqual(['categories.json [0].leaves[1].limits.result is missing'])
  })

  it('a limit in a unit that does not exist', () => {
    change('categories.json', '{"amount": 20, "unit": "minutes"}', '{"amount": 20, "unit": "moons"}')
    expect(problems()).toEqual([
      'categories.json [0].leaves[0].limits.firstContact.unit is not one of minutes, hours, workingHours, naturalDays, workingDays',
    ])
  })

  it('an urgent category with a limit in working days', () => {
    change('categories.json', '{"amount": 3, "unit": "hours"}', '{"amount": 3, "unit": "workingDays"}')
    expect(problems()).toEqual([
      'categories.json [0].leaves[0].limits.result landslide is urgent: its limits are in minutes or hours',
    ])
  })

  it('an owner that does not exist', () => {
    change('ownership.json', '{"body": "wenlv"}', '{"body": "wenlvju"}')
    expect(problems()).toContain('ownership.json [5].owner.body unknown owner wenlvju')
  })

  it('category × area without an owner', () => {
    change('ownership.json', '  {"category": "*", "owner": {"body": "minzheng"}},\n', '')
    change(
      'ownership.json',
      '{"category": "forest", "owner": {"body": "linye"}}',
      '{"category": "forest", "area": "qingya", "owner": {"body": "linye"}}',
    )
    expect(problems()).toContain(
      'ownership.json logging nobody owns logging in /yunling, /yunling/chaping, /yunling/chaping/shangcha and 152 more',
    )
    expect(problems()).toContain('ownership.json accounts nobody owns accounts in /yunling')
  })

  it('two rules for the same', () => {
    change('ownership.json', '{"category": "streetLamp",', '{"category": "quarrel",')
    expect(problems()).toEqual(['ownership.json [20] code quarrel × the city stands already at [16]'])
  })

  it('a code that stands twice', () => {
    change('categories.json', '"code": "graves"', '"code": "logging"')
    expect(problems()).toContain('categories.json [1].leaves[3] code logging stands already at [1].leaves[1]')
  })

  it('an area in another that does not exist', () => {
    change('areas.json', '"level":"village","parent":"chaping"', '"level":"village","parent":"chapin"')
    expect(problems()).toEqual(['areas.json areas[10].parent unknown area chapin'])
  })

  it('a polygon outside its parent', () => {
    const path = join(folder, 'areas/village.geojson')
    const shapes = JSON.parse(readFileSync(path, 'utf8'))
    shapes.features[0].geometry.coordinates[0][1] = [118.4, 30.4]
    writeFileSync(path, JSON.stringify(shapes))
    expect(problems()).toContain(
      'areas/village.geojson features[0] dongjie reaches outside its parent qingya at 118.4, 30.4',
    )
  })

  it('a gap between polygons', () => {
    const path = join(folder, 'areas/town.geojson')
    const shapes = JSON.parse(readFileSync(path, 'utf8'))
    const ring = shapes.features[0].geometry.coordinates[0]
    const [x, y] = ring[0]
    shapes.features[0].geometry.coordinates[0] = ring.map(([a, b]: [number, number]) => [
      x + (a - x) * 0.5,
      y + (b - y) * 0.5,
    ])
    writeFileSync(path, JSON.stringify(shapes))
    expect(problems()).toContainEqual(
      expect.stringMatching(/^areas\/town.geojson features the areas in yunling cover 8\d\.\d% of it: there are gaps$/),
    )
  })

  it('latitude before longitude', () => {
    const path = join(folder, 'areas/county.geojson')
    const shapes = JSON.parse(readFileSync(path, 'utf8'))
    shapes.features[0].geometry.coordinates[0] = shapes.features[0].geometry.coordinates[0].map(
      ([x, y]: [number, number]) => [y, x],
    )
    writeFileSync(path, JSON.stringify(shapes))
    expect(problems()).toEqual([
      'areas/county.geojson features[0].geometry.coordinates[0] is not a ring of at least four [longitude, latitude] pairs',
    ])
  })

  it('a place outside the city', () => {
    change('places.json', /"lng": 117\.\d+/, '"lng": 116.5')
    expect(problems()).toEqual(['places.json [0] county-hall lies outside the city'])
  })

  it('a field that its template does not use', () => {
    change('templates.json', '作物：{crop}', '作物：{corp}')
    expect(problems()).toEqual([
      'templates.json [1].skeleton.zh-CN uses {corp}, and no field is called so',
      'templates.json [1].skeleton.zh-CN does not use the field crop',
    ])
  })

  it('text that cannot be read on its ground', () => {
    change('city.json', '"muted": "#546158"', '"muted": "#9aa69e"')
    expect(problems()).toEqual([
      'city.json theme.light.muted #9aa69e on background #f5f7f2 has a contrast of 2.34, and needs 4.5',
      'city.json theme.light.muted #9aa69e on surface #ffffff has a contrast of 2.52, and needs 4.5',
    ])
  })

  it('a single reviewer, where a rehandled result needs another', () => {
    change('staff.json', /^.*"reviewer-ye".*\n/m, '')
    expect(problems()).toEqual([
      'staff.json personas 1 reviewers; a result that is handled again goes to another one, so two are needed',
    ])
  })

  it('a missing file, a file that is no JSON, a word too many', () => {
    rmSync(join(folder, 'grounds.json'))
    expect(problems()).toEqual(['grounds.json is missing'])
    writeFileSync(join(folder, 'grounds.json'), '{"decline": [')
    expect(problems()).toEqual([expect.stringMatching(/^grounds.json is not JSON: /)])
    cpSync(join(root, 'cities/yunling/grounds.json'), join(folder, 'grounds.json'))
    change('city.json', '"code": "yunling"', '"code": "yunling", "colour": "green"')
    expect(problems()).toEqual(['city.json has no use for colour'])
  })

  it('a broken city is not loaded, and the error names every problem', () => {
    change('places.json', /"lng": 117\.\d+/, '"lng": 116.5')
    expect(() => loadCity(folder)).toThrow(CityError)
    expect(() => loadCity(folder)).toThrow('places.json [0] county-hall lies outside the city')
    expect(() => loadCity(join(folder, 'nowhere'))).toThrow('is not a city')
  })
})

describe('npm run city:check', () => {
  const check = (path: string) =>
    spawnSync(process.execPath, [join(root, 'tools/city/check-city.ts'), path], { encoding: 'utf8' })

  it('prints each problem on a line and exits 1', () => {
    change('places.json', /"lng": 117\.\d+/, '"lng": 116.5')
    const { status, stdout } = check(folder)
    expect([status, stdout]).toEqual([1, 'places.json [0] county-hall lies outside the city\n'])
  })

  it('says in one line what a sound city is made of, and exits 0', () => {
    const { status, stdout } = check(join(root, 'cities/haitang'))
    expect([status, stdout]).toEqual([
      0,
      '海棠市 Haitang: 1 city, 2 county, 8 township, 63 community, 252 grid, 906 microGrid; ' +
        '16 groups, 129 categories, 80 rules of ownership, 10 templates, 42 places. Nothing is wrong.\n',
    ])
  })
})
