import type { RestOperation } from './rest.types.ts'

/** 诉求: what a resident sends and says, through an integration. */

const BY_CODE = { tag: 'appeals', speaker: 'resident' } as const
const COMMAND_ERRORS = ['CODE_INVALID', 'NOT_FOUND', 'VERSION_CONFLICT', 'IDEMPOTENCY_CONFLICT', 'WRONG_STATE'] as const
const SUBMIT_ERRORS = [
  'UNKNOWN_CATEGORY',
  'PLACE_OUTSIDE_CITY',
  'PHOTO_REQUIRED',
  'TOO_MANY_PHOTOS',
  'TEXT_TOO_LONG',
  'DATE_IN_FUTURE',
  'IDEMPOTENCY_CONFLICT',
] as const

export const APPEAL_OPERATIONS: readonly RestOperation[] = [
  {
    id: 'sendAppeal',
    method: 'POST',
    path: '/appeals',
    procedure: 'appeals.submit',
    ...BY_CODE,
    status: 201,
    title: { 'zh-CN': '提交诉求', en: 'Send an appeal' },
    about: {
      'zh-CN':
        '以居民的名义提交一件诉求。externalId 是您自己的编号(可不填):同一编号、同样内容再次提交得到同一件诉求,内容不同则为 409。照片先用 uploadFile 上传。',
      en: 'Sends an appeal in a resident’s name. externalId is your own number for it, if you have one: the same number with the same words is the same appeal, with others it is a 409. Photos are uploaded first.',
    },
    errors: SUBMIT_ERRORS,
    example: {
      body: {
        kind: 'report',
        category: 'streetLights',
        text: '小区门口的路灯三天不亮了',
        place: { point: { lng: 120.36, lat: 33.02, crs: 'GCJ-02' }, address: '书院路口' },
        externalId: 'WY-2026-000123',
      },
    },
  },
  {
    id: 'listAppeals',
    method: 'GET',
    path: '/appeals',
    procedure: 'appeals.mine',
    ...BY_CODE,
    status: 200,
    title: { 'zh-CN': '诉求列表', en: 'List appeals' },
    about: {
      'zh-CN': '该居民通过您提交的诉求,最新的在前。nextCursor 不为空时,带上它再取下一页。',
      en: 'What the resident sent through you, the newest first. Where nextCursor is not null, ask again with it for the next page.',
    },
    errors: [],
    example: { query: { limit: '10', open: 'true' } },
  },
  {
    id: 'getAppeal',
    method: 'GET',
    path: '/appeals/{code}',
    procedure: 'progress.get',
    ...BY_CODE,
    status: 200,
    title: { 'zh-CN': '查进度', en: 'Progress of an appeal' },
    about: {
      'zh-CN':
        '八个步骤、四个阶段、时间线、承诺时间,以及现在可以做什么(allowedActions)。不是通过您提交的诉求一律 404。',
      en: 'The eight steps, the four stages, the timeline, the promised time and what may be done now (allowedActions). What was not sent through you is a 404.',
    },
    errors: ['CODE_INVALID', 'NOT_FOUND'],
    example: {},
  },
  {
    id: 'supplementAppeal',
    method: 'POST',
    path: '/appeals/{code}/supplements',
    procedure: 'appeals.supplement',
    ...BY_CODE,
    status: 201,
    title: { 'zh-CN': '补充说明', en: 'Add to an appeal' },
    about: {
      'zh-CN': '办理过程中补充文字或照片。expectedVersion 是您看到的版本;别人先改了就是 409,changes 说明改了什么。',
      en: 'Adds words or photos while it is worked on. expectedVersion is the version you saw; where somebody else was first it is a 409 whose changes say what they did.',
    },
    errors: [...COMMAND_ERRORS, 'TEXT_TOO_LONG', 'TOO_MANY_PHOTOS'],
    example: { body: { expectedVersion: 1, text: '是北门,不是南门' } },
  },
  {
    id: 'urgeAppeal',
    method: 'POST',
    path: '/appeals/{code}/urges',
    procedure: 'appeals.urge',
    ...BY_CODE,
    status: 201,
    title: { 'zh-CN': '催一催', en: 'Urge' },
    about: { 'zh-CN': '每天最多一次。', en: 'Once a day at most.' },
    errors: [...COMMAND_ERRORS, 'URGED_TODAY', 'NOT_ALLOWED_NOW'],
    example: { body: { expectedVersion: 2 } },
  },
  {
    id: 'withdrawAppeal',
    method: 'POST',
    path: '/appeals/{code}/withdrawal',
    procedure: 'appeals.withdraw',
    ...BY_CODE,
    status: 201,
    title: { 'zh-CN': '撤回', en: 'Withdraw' },
    about: { 'zh-CN': '居民不再需要办理。', en: 'The resident no longer needs it.' },
    errors: [...COMMAND_ERRORS],
    example: { body: { expectedVersion: 3, text: '已经自己修好了' } },
  },
  {
    id: 'rateAppeal',
    method: 'POST',
    path: '/appeals/{code}/rating',
    procedure: 'ratings.rate',
    ...BY_CODE,
    status: 201,
    title: { 'zh-CN': '评价', en: 'Rate' },
    about: {
      'zh-CN': '有结果之后,由居民本人评价。请不要替居民填写,也不要预先选好。',
      en: 'Once there is a result, by the resident. Never answer for them, and never choose beforehand.',
    },
    errors: [...COMMAND_ERRORS],
    example: { body: { expectedVersion: 3, satisfaction: 'satisfied', solved: 'solved', text: '修得很快' } },
  },
  {
    id: 'rehandleAppeal',
    method: 'POST',
    path: '/appeals/{code}/rehandling',
    procedure: 'appeals.rehandle',
    ...BY_CODE,
    status: 201,
    title: { 'zh-CN': '没解决,重新办理', en: 'Not solved: once more' },
    about: { 'zh-CN': '换一位审核员再办一次。', en: 'Once more, with another reviewer.' },
    errors: [...COMMAND_ERRORS, 'REHANDLE_WINDOW_OVER', 'REHANDLES_USED'],
    example: { body: { expectedVersion: 4, text: '昨晚又不亮了' } },
  },
]
