export * from './kernel/errors.ts'
