import { systemRandom } from '../random.ts'
import type { Random } from '../random.ts'
import type { Keyring } from '../keys/keyring.ts'
import { DEFAULT_LIMITS } from './types.ts'
import type { Db, DbLimits } from './types.ts'
import { parseDatabaseUrl } from './url.ts'

export interface OpenOptions {
  /** `file:…` or `postgresql://…`, as in DATABASE_URL; migrated already. */
  url: string
  keys: Keyring
  /** Default the system's. */
  random?: Random
  limits?: Partial<DbLimits>
  /** SQLite only; see SqliteOptions. Default FULL. */
  synchronous?: 'FULL' | 'NORMAL'
  /** SQLite only; see SqliteOptions. Default no. */
  checkpointThread?: boolean
}

/** Opens the database of a city; only the driver that it needs is loaded. */
export async function openDatabase({
  url,
  keys,
  random = systemRandom,
  limits,
  synchronous = 'FULL',
  checkpointThread = false,
}: OpenOptions): Promise<Db> {
  const place = parseDatabaseUrl(url)
  const all = { ...DEFAULT_LIMITS, ...limits }
  if (place.dialect === 'sqlite') {
    const { openSqlite } = await import('./sqlite.ts')
    return openSqlite({ file: place.file, keys, random, limits: all, synchronous, checkpointThread })
  }
  const { openPostgres } = await import('./postgres.ts')
  return openPostgres({ url: place.url, keys, random, limits: all })
}
