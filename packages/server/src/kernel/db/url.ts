import { resolve } from 'node:path'

/** What DATABASE_URL says. */
export type DatabaseUrl = { dialect: 'sqlite'; file: string } | { dialect: 'postgresql'; url: string }

/** @throws Error for anything but `file:…` (relative to the working directory, or absolute) and `postgresql://…` */
export function parseDatabaseUrl(text: string): DatabaseUrl {
  if (/^postgres(ql)?:\/\//.test(text)) return { dialect: 'postgresql', url: text }
  if (/^file:./.test(text)) return { dialect: 'sqlite', file: resolve(text.replace(/^file:(\/\/)?/, '')) }
  throw new Error('DATABASE_URL must be file:… or postgresql://…')
}
