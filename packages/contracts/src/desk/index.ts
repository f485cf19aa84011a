export * from './desk.constants.ts'
export * from './cell.ts'
export * as deskSchema from './desk.schema.ts'
