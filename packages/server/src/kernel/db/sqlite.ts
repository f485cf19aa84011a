import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import type { Statement } from 'better-sqlite3'
import type { Random } from '../random.ts'
import type { Keyring } from '../keys/keyring.ts'
import { assertOutside } from './guard.ts'
import { guardPrisma } from './prisma-guard.ts'
import type { PrismaReader } from './prisma-reader.ts'
import { isBusy, sqliteError } from './sqlite.errors.ts'
import { checkpointsBeside } from './sqlite.checkpoints.ts'
import { readOnlyAdapter } from './sqlite.prisma.ts'
import { SqliteWriter } from './sqlite.writer.ts'
import { statementCache } from './statements.ts'
import { Topics } from './topics.ts'
import type { Db, DbLimits, Sql, Value } from './types.ts'

export interface SqliteOptions {
  /** A path; the two connections need a file, so `:memory:` is not possible. */
  file: string
  keys: Keyring
  random: Random
  limits: DbLimits
  /** FULL: an acknowledged commit survives a power cut. NORMAL: it survives only a crash of the process. */
  synchronous: 'FULL' | 'NORMAL'
  /** Checkpoints on a thread of their own: for a process that serves. */
  checkpointThread: boolean
}

/** Opens a SQLite file that has been migrated. */
export async function openSqlite({
  file,
  keys,
  random,
  limits,
  synchronous,
  checkpointThread,
}: SqliteOptions): Promise<Db> {
  mkdirSync(dirname(file), { recursive: true })
  const topics = new Topics()
  const writer = connect(file, synchronous, 16_000, {})
  const reader = connect(file, synchronous, 8_000, { readonly: true })
  const { PrismaClient } = await import('../../../prisma/generated/sqlite/client/client.ts')
  const client = new PrismaClient({ adapter: readOnlyAdapter(reader) })
  const checkpoints = checkpointThread ? checkpointsBeside(writer) : null
  const queue = new SqliteWriter(writer, { keys, random, announce: (topic) => topics.announce(topic) }, limits, () =>
    checkpoints?.wrote(),
  )
  const prisma: PrismaReader = client
  return {
    dialect: 'sqlite',
    keys,
    read: reads(writer, reader, keys, limits.busyMs),
    prisma: guardPrisma(prisma),
    work(fn) {
      assertOutside('db.work')
      return queue.work(fn)
    },
    announce: (topic) => topics.announce(topic),
    listen: (topic, heard) => topics.listen(topic, heard),
    async close() {
      await queue.close()
      await checkpoints?.stop()
      await client.$disconnect()
      reader.close()
      writer.close()
    },
  }
}

/**
 * What SQLite can map of a file at most. Mapped pages are read where the system holds them, and are the system's memory:
 * a cache of our own would keep a second copy of each (docs/guides/speed.md has what both take). They are mapped to be read;
 * writing goes through the log as ever.
 */
const MAPPED_BYTES = 2_147_418_112

/** @param cacheKiB pages of our own: those being written, and those beyond what is mapped */
function connect(file: string, synchronous: string, cacheKiB: number, options: Database.Options): Database.Database {
  const connection = new Database(file, { ...options, timeout: 5_000 })
  if (!options.readonly) {
    connection.pragma('journal_mode = WAL')
    connection.pragma(`synchronous = ${synchronous}`)
    connection.pragma('foreign_keys = ON')
  }
  connection.pragma('temp_store = MEMORY')
  connection.pragma(`cache_size = -${cacheKiB}`)
  connection.pragma(`mmap_size = ${MAPPED_BYTES}`)
  // Waiting inside SQLite would block the event loop: who finds a lock comes back later instead.
  connection.pragma('busy_timeout = 0')
  return connection
}

/**
 * Reads on the writer's connection while no unit of work is open on it: what a connection has read is thrown away as soon
 * as another one writes, so under load the reader's own would fetch every page anew.
 */
function reads(writer: Database.Database, reader: Database.Database, keys: Keyring, busyMs: number): Sql {
  const warm = statementCache(writer)
  const cold = statementCache(reader)

  function prepare(sql: string): Statement<unknown[], unknown> {
    if (writer.inTransaction) return cold(sql)
    const statement = warm(sql)
    // The reader's connection knows how to refuse it.
    return statement.readonly ? statement : cold(sql)
  }

  function query<T>(sql: string, execute: (statement: Statement<unknown[], unknown>) => T): Promise<T> {
    assertOutside('db.read')
    try {
      return Promise.resolve(execute(prepare(sql)))
    } catch (error) {
      return isBusy(error) ? later(sql, execute) : Promise.reject(sqliteError(error))
    }
  }

  /** In WAL mode a reader waits only while a crashed writer's log is being recovered. */
  async function later<T>(sql: string, execute: (statement: Statement<unknown[], unknown>) => T): Promise<T> {
    for (const until = performance.now() + busyMs; ;) {
      await sleep(10)
      try {
        return execute(prepare(sql))
      } catch (error) {
        if (!isBusy(error) || performance.now() > until) throw sqliteError(error)
      }
    }
  }

  return {
    dialect: 'sqlite',
    keys,
    get: <R>(sql: string, ...p: Value[]) => query(sql, (s) => s.get(...p) as R | undefined),
    all: <R>(sql: string, ...p: Value[]) => query(sql, (s) => s.all(...p) as R[]),
  }
}
