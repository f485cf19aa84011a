export * from './colour.ts'
export * from './css.ts'
export * from './tokens.ts'
export * from './sizes.ts'
