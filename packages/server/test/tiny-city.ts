import {
  allBodies,
  areaTree,
  chineseCalendar,
  ownership,
  type AreaShapes,
  type CategoryLeaf,
  type City,
  type CityText,
} from '@civicgrid/contracts'
import type { LoadedCity } from '../src/city/index.ts'
import { locator } from '../src/city/locator.ts'

/**
 * A city small enough to know by heart, for tests of rules: two districts, each with a town of two grids, at 121° E 31° N.
 * /tiny/east/eastern/{e1,e2} and /tiny/west/western/{w1,w2}; a grid is a square of 0.01°.
 */
const text = (words: string): CityText => ({ 'zh-CN': words, en: words })

const LIMITS: CategoryLeaf['limits'] = {
  accept: { amount: 4, unit: 'workingHours' },
  firstContact: { amount: 1, unit: 'workingDays' },
  result: { amount: 5, unit: 'workingDays' },
  review: { amount: 1, unit: 'workingDays' },
}

function leaf(code: string, change: Partial<CategoryLeaf> = {}): CategoryLeaf {
  return {
    code,
    name: text(code),
    words: [code],
    kinds: ['complain', 'help', 'consult'],
    limits: LIMITS,
    photoRequired: false,
    verifyOnSite: false,
    separatePeople: false,
    urgent: false,
    ...change,
  }
}

const PALETTE = {
  brand: '#0b6e4f',
  onBrand: '#ffffff',
  accent: '#8a4b00',
  background: '#ffffff',
  surface: '#ffffff',
  text: '#111111',
  muted: '#444444',
  border: '#777777',
  danger: '#a00000',
  success: '#006400',
}

const GRIDS: Record<string, [number, number]> = {
  e1: [121.01, 31],
  e2: [121.01, 31.01],
  w1: [121, 31],
  w2: [121, 31.01],
}

function shapes(): City['shapes'] {
  const square = ([west, south]: [number, number]): [number, number][] => [
    [west, south],
    [west + 0.01, south],
    [west + 0.01, south + 0.01],
    [west, south + 0.01],
    [west, south],
  ]
  const grid: AreaShapes = {
    type: 'FeatureCollection',
    features: Object.entries(GRIDS).map(([code, corner]) => ({
      type: 'Feature',
      properties: { code },
      geometry: { type: 'Polygon', coordinates: [square(corner)] },
    })),
  }
  return { grid }
}

const area = (code: string, level: string, parent?: string): City['areas']['areas'][number] => ({
  code,
  level,
  parent,
  name: text(code),
})

const CITY: City = {
  settings: {
    code: 'tiny',
    name: text('tiny'),
    serviceName: text('tiny'),
    utcOffsetMinutes: 480,
    locales: ['zh-CN', 'en'],
    defaultLocale: 'zh-CN',
    capabilities: {
      appeals: true,
      grid: true,
      doorstep: false,
      rides: false,
      partners: false,
      cityServices: false,
      integrations: false,
      knowledge: false,
      insight: false,
    },
    hotline: { number: '12345', name: text('12345'), hours: text('24 h') },
    emergency: [{ number: '110', name: text('110'), when: text('danger') }],
    theme: { light: PALETTE, dark: PALETTE, radius: 8, logo: 'logo.svg' },
    map: { centre: [121.01, 31.01], bounds: [121, 31, 121.02, 31.02], crs: 'WGS-84', layers: {} },
    calendar: {
      workingHours: [
        [540, 720],
        [810, 1050],
      ],
    },
    rules: {
      rehandleDays: 15,
      rehandleTimes: 2,
      urgesPerDay: 1,
      extensionDays: 5,
      archiveAfterDays: 30,
      bounceRuling: { amount: 1, unit: 'workingDays' },
      reviewSamplingPercent: 0,
      followUpAfterDays: 7,
    },
    photos: { max: 9, maxBytes: 10_485_760 },
    authorities: { maxDays: 365, codeHours: 72, paper: true, witnessed: true },
  },
  areas: {
    levels: [
      { code: 'city', name: text('city'), role: 'city' },
      { code: 'district', name: text('district'), role: 'county' },
      { code: 'town', name: text('town'), role: 'township' },
      { code: 'grid', name: text('grid'), role: 'grid' },
    ],
    areas: [
      area('tiny', 'city'),
      area('east', 'district', 'tiny'),
      area('west', 'district', 'tiny'),
      area('eastern', 'town', 'east'),
      area('western', 'town', 'west'),
      area('e1', 'grid', 'eastern'),
      area('e2', 'grid', 'eastern'),
      area('w1', 'grid', 'western'),
      area('w2', 'grid', 'western'),
    ],
  },
  shapes: shapes(),
  layers: {},
  bodies: {
    bodies: [
      { code: 'water', name: text('water'), kind: 'department', areas: ['tiny'] },
      { code: 'roads', name: text('roads'), kind: 'department', areas: ['tiny'] },
      { code: 'property', name: text('property company'), kind: 'department', areas: ['tiny'], outsourced: true },
    ],
    perArea: [{ level: 'grid', kind: 'grid', prefix: 'grid', name: text('grid {area}') }],
  },
  kinds: (['consult', 'help', 'complain', 'report', 'suggest', 'praise'] as const).map((code) => ({
    code,
    name: text(code),
    hint: text(code),
  })),
  categories: [
    {
      code: 'city-works',
      name: text('city works'),
      icon: 'tools',
      leaves: [
        leaf('lamp', { name: { 'zh-CN': '路灯不亮', en: 'Street light out' } }),
        leaf('litter', { photoRequired: true }),
        leaf('building', { verifyOnSite: true, separatePeople: true }),
        leaf('pipe'),
        leaf('house'),
      ],
    },
  ],
  ownership: [
    { category: 'pipe', owner: { body: 'water' } },
    { category: 'house', owner: { body: 'property' } },
    { category: '*', owner: { level: 'grid' } },
    { category: '*', owner: { body: 'roads' } },
  ],
  grounds: {
    decline: [{ code: 'court', name: text('before a court'), lawfulWay: text('go to the court') }],
    bounce: [{ code: 'not-ours', name: text('not ours') }],
    extension: [{ code: 'parts', name: text('parts are on order') }],
  },
  templates: [],
  places: [
    {
      code: 'square',
      name: text('square'),
      kind: 'park',
      words: [],
      address: text('square'),
      lng: 121.015,
      lat: 31.005,
    },
  ],
  staff: {
    personas: [{ code: 'operator', name: text('operator'), title: text('operator'), role: 'operator', area: 'tiny' }],
    perBody: [],
    names: { family: [text('Li')], given: [text('Ming')] },
  },
  residents: [
    {
      code: 'resident',
      name: text('resident'),
      about: text('resident'),
      phone: '12300000000',
      elder: false,
      place: 'square',
    },
  ],
  samples: {
    appeals: { lamp: [{ kind: 'complain', text: '路灯不亮了' }] },
    replies: { '*': [{ outcome: 'solved', text: 'mended it' }] },
    ratings: [{ solved: true, text: 'good' }],
  },
  hosts: [],
}

/** @param change what differs in the rules of this test's city */
export function tinyCity(
  change: Partial<City['settings']['rules']> = {},
  photos: Partial<City['settings']['photos']> = {},
): LoadedCity {
  const { settings } = CITY
  const city: City = {
    ...CITY,
    settings: { ...settings, rules: { ...settings.rules, ...change }, photos: { ...settings.photos, ...photos } },
  }
  const tree = areaTree(city.areas)
  const bodies = allBodies(city, tree)
  const grids = new Map(city.shapes.grid?.features.map(({ properties, geometry }) => [properties.code, geometry]))
  return {
    city,
    folder: '',
    tree,
    bodies,
    calendar: chineseCalendar({ ...city.settings.calendar, utcOffsetMinutes: city.settings.utcOffsetMinutes }),
    locate: locator(tree, grids),
    owner: ownership(city, tree, bodies),
    staff: () => city.staff.personas,
  }
}
