export * from './categories.ts'
export * from './entry.ts'
export * from './form.ts'
export * from './status.ts'
