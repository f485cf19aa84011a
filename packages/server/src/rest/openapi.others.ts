import { codesOf, idempotencyKey, refusals, securityOf, type OpenApiOperation } from './openapi.parts.ts'

/** Operations that are no procedures: what is uploaded, and what is listened to. */

const uploadErrors = codesOf(true, [
  'FILE_TYPE_UNSUPPORTED',
  'FILE_HEIC_UNSUPPORTED',
  'FILE_TOO_LARGE',
  'FILE_DAMAGED',
  'IDEMPOTENCY_CONFLICT',
])
const uploadFile: OpenApiOperation = {
  operationId: 'uploadFile',
  tags: ['files'],
  summary: 'Upload a photo or a recording',
  description: 'One file a request. Its token is then named in `photos` or `recordings` of what is sent.',
  'x-title-zh-CN': '上传照片或录音录像',
  'x-about-zh-CN': '一次一个文件;提交诉求时在 photos 或 recordings 中写上返回的 token。',
  'x-errors': uploadErrors,
  security: securityOf('files.upload'),
  parameters: [idempotencyKey],
  requestBody: {
    required: true,
    content: {
      'multipart/form-data': {
        schema: {
          type: 'object',
          properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } },
          required: ['file'],
        },
      },
    },
  },
  responses: {
    201: {
      description: 'Upload a photo or a recording',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/UploadedFile' } } },
    },
    ...refusals(uploadErrors),
  },
}

const liveErrors = codesOf(true, ['CODE_INVALID', 'NOT_FOUND'])
const watchAppeal: OpenApiOperation = {
  operationId: 'watchAppeal',
  tags: ['appeals'],
  summary: 'Hear when an appeal has changed',
  description:
    'Lines of JSON (NDJSON) for as long as the connection lasts: `{"position":"7"}` whenever there is something new to read, `{"end":"over"}`, `{"end":"refused"}` or `{"end":"restart"}` as the last one. A blank line every twenty seconds says only that it lives. Come again with `after` and the last position.',
  'x-title-zh-CN': '实时:有变化就告诉我',
  'x-about-zh-CN':
    '连接不断开,每行一个 JSON(NDJSON):有新内容时 {"position":"7"},最后一行 {"end":…}。每二十秒一个空行表示连接还在。断开后带上 after(最后的 position)重连;再用 getAppeal 取内容。授权撤回时立即结束。',
  'x-errors': liveErrors,
  security: securityOf('progress.get'),
  parameters: [
    { name: 'code', in: 'path', required: true, schema: { type: 'string', minLength: 1, maxLength: 40 } },
    {
      name: 'after',
      in: 'query',
      required: false,
      description: 'The last position that you know: you are told at once only of another one.',
      schema: { type: 'string', pattern: '^[\\w.-]{1,40}$' },
    },
  ],
  responses: {
    200: {
      description: 'Hear when an appeal has changed',
      content: { 'application/x-ndjson': { schema: { type: 'string' } } },
    },
    ...refusals(liveErrors),
  },
}

export const OTHER_OPERATIONS: readonly {
  readonly path: string
  readonly method: string
  readonly operation: OpenApiOperation
}[] = [
  { path: '/files', method: 'post', operation: uploadFile },
  { path: '/appeals/{code}/live', method: 'get', operation: watchAppeal },
]
