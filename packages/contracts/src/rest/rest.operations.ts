import { APPEAL_OPERATIONS } from './rest.appeals.ts'
import type { RestOperation } from './rest.types.ts'

/** Where the plain HTTP interface lies. */
export const REST_PATH = '/api/v1'

const CITY_OPERATIONS: readonly RestOperation[] = [
  {
    id: 'getCity',
    method: 'GET',
    path: '/city',
    procedure: 'city.get',
    tag: 'city',
    status: 200,
    speaker: 'anybody',
    title: { 'zh-CN': '城市信息', en: 'The city' },
    about: {
      'zh-CN': '名称、诉求类型、分类、上限与规则。无需令牌。',
      en: 'Its names, kinds and categories of appeals, limits and rules. Takes no token.',
    },
    errors: [],
    example: {},
  },
  {
    id: 'locate',
    method: 'GET',
    path: '/city/location',
    procedure: 'city.locate',
    tag: 'city',
    status: 200,
    speaker: 'resident',
    within: 'point',
    title: { 'zh-CN': '一点在哪个网格', en: 'Where a point lies' },
    about: {
      'zh-CN': '从坐标到区域;crs 说明坐标系(默认 WGS-84)。不在本市时 areaPath 为空。',
      en: 'From a point to its areas; crs says the reference system (WGS-84 unless said). Outside the city areaPath is null.',
    },
    errors: [],
    example: { query: { lng: '120.36', lat: '33.02', crs: 'GCJ-02' } },
  },
  {
    id: 'listAreas',
    method: 'GET',
    path: '/city/areas',
    procedure: 'city.areas',
    tag: 'city',
    status: 200,
    speaker: 'resident',
    title: { 'zh-CN': '区域', en: 'Areas' },
    about: { 'zh-CN': '一个区域及其下一级。', en: 'An area and those right below it.' },
    errors: ['NOT_FOUND'],
    example: {},
  },
]

const PARTNER_OPERATIONS: readonly RestOperation[] = [
  {
    id: 'listChanges',
    method: 'GET',
    path: '/changes',
    procedure: 'changes.since',
    tag: 'partners',
    status: 200,
    speaker: 'integration',
    title: { 'zh-CN': '对账:自上次以来的变化', en: 'Changes since' },
    about: {
      'zh-CN':
        '通过您提交的诉求上发生的事,按发生顺序,不漏不重。保存每次返回的 cursor,下次带上;more 为真时立即再取。居民撤回授权后,其诉求不再出现。',
      en: 'What happened to what was sent through you, in its order, nothing twice and nothing left out. Keep the cursor of each answer and bring it next time; where more is true there is more at once. What a resident no longer lets you follow does not appear.',
    },
    errors: [],
    example: { query: { limit: '50' } },
  },
  {
    id: 'mintEmbedSecret',
    method: 'POST',
    path: '/embed-secrets',
    procedure: 'integrations.mintEmbedSecret',
    tag: 'partners',
    status: 201,
    speaker: 'integration',
    keyless: true,
    title: { 'zh-CN': '嵌入用的一次性密钥', en: 'A single-use secret for embedding' },
    about: {
      'zh-CN': '由您的服务器为正在使用您页面的人换取;一分钟内有效,只能用一次。proof 由我们的页面给出。',
      en: 'Minted by your server for whoever sits at your page; good for a minute, once. The proof is what our page in the frame said.',
    },
    errors: ['FORBIDDEN'],
    example: {
      body: {
        subject: 'user-20871',
        origin: 'https://partner.example.com',
        proof: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
        externalId: 'WY-2026-000124',
      },
    },
  },
]

/** The table of operations: a way is written down here and nowhere else. */
export const REST_OPERATIONS: readonly RestOperation[] = [
  ...CITY_OPERATIONS,
  ...APPEAL_OPERATIONS,
  ...PARTNER_OPERATIONS,
]
