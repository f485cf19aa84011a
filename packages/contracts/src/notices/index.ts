export * from './notice.message.ts'
export * as noticeSchema from './notice.schema.ts'
