export * from './sessions/sessions.ts'
