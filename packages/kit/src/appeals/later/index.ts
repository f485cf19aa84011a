export * from './held-up.ts'
export * from './waiting.ts'
