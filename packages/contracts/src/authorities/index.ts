export * from './authority.machine.ts'
export * from './authority.policy.ts'
export * as authoritySchema from './authority.schema.ts'
