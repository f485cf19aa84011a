import type { City } from '@civicgrid/contracts'

/**
 * 样板市, the city of the mock: two subdistricts, five categories, three bodies. Made up, and as small as a city can be in
 * which every rule of the loop has something to hold on to: one category asks for a photo, one for a look on the spot.
 */

const COLOURS = {
  brand: '#0b5d57',
  onBrand: '#ffffff',
  accent: '#7a4b00',
  background: '#f7f8f7',
  surface: '#ffffff',
  text: '#1b2422',
  muted: '#55635f',
  border: '#d5dcd9',
  danger: '#b3261e',
  success: '#1e6b3c',
}

const LIMITS = {
  accept: { amount: 4, unit: 'workingHours' },
  firstContact: { amount: 1, unit: 'workingDays' },
  result: { amount: 5, unit: 'workingDays' },
  review: { amount: 1, unit: 'workingDays' },
} as const

const KINDS = ['consult', 'help', 'complain', 'report', 'suggest', 'praise'] as const

const leaf = (code: string, zh: string, en: string, rules: { photo?: true; onSite?: true } = {}) => ({
  code,
  name: { 'zh-CN': zh, en },
  words: [zh, en.toLowerCase()],
  kinds: [...KINDS],
  limits: LIMITS,
  photoRequired: rules.photo ?? false,
  verifyOnSite: rules.onSite ?? false,
  separatePeople: false,
  urgent: false,
})

const kind = (code: (typeof KINDS)[number], zh: string, en: string) => ({
  code,
  name: { 'zh-CN': zh, en },
  hint: { 'zh-CN': zh, en },
})

const ground = (code: string, zh: string, en: string) => ({ code, name: { 'zh-CN': zh, en } })

export const MOCK_CITY: City = {
  settings: {
    code: 'yangban',
    name: { 'zh-CN': '样板市', en: 'Sample City' },
    serviceName: { 'zh-CN': '样板通', en: 'Sample Civic' },
    utcOffsetMinutes: 480,
    locales: ['zh-CN', 'en'],
    defaultLocale: 'zh-CN',
    capabilities: {
      appeals: true,
      grid: false,
      doorstep: false,
      rides: false,
      partners: false,
      cityServices: false,
      integrations: true,
      knowledge: false,
      insight: false,
    },
    hotline: {
      number: '12345',
      name: { 'zh-CN': '样板市政务服务便民热线', en: 'Sample City hotline' },
      hours: { 'zh-CN': '全年每天 24 小时', en: 'Day and night' },
    },
    emergency: [
      {
        number: '110',
        name: { 'zh-CN': '报警', en: 'Police' },
        when: { 'zh-CN': '有人受到伤害', en: 'Somebody is being hurt' },
      },
    ],
    theme: { light: COLOURS, dark: { ...COLOURS, brand: '#7fd6cc', onBrand: '#00201d' }, radius: 8, logo: 'logo.svg' },
    map: { centre: [121.1, 31.4], bounds: [121, 31.3, 121.2, 31.5], crs: 'WGS-84', layers: {} },
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
      archiveAfterDays: 15,
      bounceRuling: { amount: 4, unit: 'workingHours' },
      reviewSamplingPercent: 10,
      followUpAfterDays: 3,
    },
    photos: { max: 9, maxBytes: 10_485_760 },
  },
  areas: {
    levels: [
      { code: 'city', role: 'city', name: { 'zh-CN': '市', en: 'City' } },
      { code: 'township', role: 'township', name: { 'zh-CN': '街道', en: 'Subdistrict' } },
    ],
    areas: [
      { code: 'yangban', level: 'city', name: { 'zh-CN': '样板市', en: 'Sample City' } },
      { code: 'west', level: 'township', parent: 'yangban', name: { 'zh-CN': '西街道', en: 'West' } },
      { code: 'east', level: 'township', parent: 'yangban', name: { 'zh-CN': '东街道', en: 'East' } },
    ],
  },
  shapes: {},
  layers: {},
  bodies: {
    bodies: [
      { code: 'roads', name: { 'zh-CN': '市政处', en: 'Roads' }, kind: 'department', areas: ['yangban'] },
      { code: 'water', name: { 'zh-CN': '水务集团', en: 'Water' }, kind: 'department', areas: ['yangban'] },
      { code: 'order', name: { 'zh-CN': '城管局', en: 'Public order' }, kind: 'department', areas: ['yangban'] },
    ],
    perArea: [],
  },
  kinds: [
    kind('consult', '咨询', 'Ask'),
    kind('help', '求助', 'Get help'),
    kind('complain', '投诉', 'Complain'),
    kind('report', '举报', 'Report'),
    kind('suggest', '建议', 'Suggest'),
    kind('praise', '表扬', 'Praise'),
  ],
  categories: [
    {
      code: 'facilities',
      name: { 'zh-CN': '市政设施', en: 'Streets' },
      icon: 'road',
      leaves: [
        leaf('streetLight', '路灯不亮', 'Street light out'),
        leaf('manhole', '井盖缺损', 'Broken manhole cover', { photo: true }),
        leaf('pothole', '路面坑洼', 'Pothole', { onSite: true }),
      ],
    },
    {
      code: 'utilities',
      name: { 'zh-CN': '水电气热', en: 'Utilities' },
      icon: 'water',
      leaves: [leaf('noWater', '停水', 'No water'), leaf('noise', '夜间施工', 'Building at night')],
    },
  ],
  ownership: [
    { category: '*', owner: { body: 'order' } },
    { category: 'facilities', owner: { body: 'roads' } },
    { category: 'noWater', owner: { body: 'water' } },
  ],
  grounds: {
    decline: [
      {
        ...ground('litigation', '应当通过诉讼解决', 'To be settled in court'),
        lawfulWay: { 'zh-CN': '请向人民法院起诉,或拨打 12348。', en: 'Please go to the court, or call 12348.' },
      },
    ],
    bounce: [ground('notOurs', '不属于本单位职责', 'Not our duty')],
    extension: [ground('parts', '等待配件', 'Waiting for parts')],
  },
  templates: [],
  places: [
    {
      code: 'east-square',
      name: { 'zh-CN': '东街广场', en: 'East Square' },
      kind: 'park',
      words: [],
      address: { 'zh-CN': '东街道1号', en: '1 East Street' },
      lng: 121.15,
      lat: 31.4,
    },
  ],
  staff: { personas: [], perBody: [], names: { family: [], given: [] } },
  residents: [],
  samples: { appeals: {}, replies: {}, ratings: [] },
  hosts: [],
}

/** The halves of its square, in the order in which they are looked at: west, south, east, north. */
export const MOCK_SQUARES: readonly { area: string; box: readonly [number, number, number, number] }[] = [
  { area: 'west', box: [121, 31.3, 121.1, 31.5] },
  { area: 'east', box: [121.1, 31.3, 121.2, 31.5] },
]
