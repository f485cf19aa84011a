/** The kernel: what every capability stands on. Capabilities import from here alone. */
export { openDatabase } from './db/open.ts'
export type { OpenOptions } from './db/open.ts'
export { drift, migrate } from './db/migrate.ts'
export { StrayQuery } from './db/guard.ts'
export type { Db, DbLimits, Dialect, Sql, Tx, Value } from './db/types.ts'
export type { PrismaReader } from './db/prisma-reader.ts'
export { demoKeyring, keyringFrom, SECRET_NAMES } from './secrets.ts'
export type { Keyring, SecretSettings } from './secrets.ts'
