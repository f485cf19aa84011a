import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import type * as SqliteClient from '../../../prisma/generated/sqlite/client/client.ts'
import type { Random } from '../random.ts'
import type { Keyring } from '../keys/keyring.ts'
import { assertOutside } from './guard.ts'
import { postgresError } from './postgres.errors.ts'
import { PostgresListener } from './postgres.listener.ts'
import { nameOf } from './postgres.sql.ts'
import { PostgresWriter } from './postgres.writer.ts'
import { guardPrisma } from './prisma-guard.ts'
import type { Db, DbLimits, Sql, Value } from './types.ts'

export interface PostgresOptions {
  url: string
  keys: Keyring
  random: Random
  limits: DbLimits
}

/** Has the same shape as SQLite's, as which everything is typed. */
const CLIENT = new URL('../../../prisma/generated/postgresql/client/client.ts', import.meta.url).href

/** Opens a PostgreSQL database that has been migrated. */
export async function openPostgres({ url, keys, random, limits }: PostgresOptions): Promise<Db> {
  const config: pg.PoolConfig = {
    connectionString: url,
    max: limits.connections,
    connectionTimeoutMillis: limits.busyMs,
    types: { getTypeParser },
  }
  // Statements of a unit go out without waiting for each other's answers, in their order.
  const pipelined = { ...config, pipeline: true }
  const settings = `-c lock_timeout=${limits.busyMs} -c statement_timeout=${limits.busyMs * 6}`
  const writers = pool({ ...pipelined, options: `${settings} -c default_transaction_isolation=read\\ committed` })
  const readers = pool({ ...config, options: `${settings} -c default_transaction_read_only=on` })
  const listener = new PostgresListener({ connectionString: url })
  const { PrismaClient } = (await import(CLIENT)) as typeof SqliteClient
  const adapter = new PrismaPg(readers, { statementNameGenerator: ({ sql }) => `p${nameOf(sql).name}` })
  const client = new PrismaClient({ adapter })
  const queue = new PostgresWriter(writers, { keys, random, announce: (topic) => listener.announce(topic) }, limits)
  return {
    dialect: 'postgresql',
    keys,
    read: reads(readers, keys),
    prisma: guardPrisma(client),
    work(fn) {
      assertOutside('db.work')
      return queue.work(fn)
    },
    announce: (topic) => listener.announce(topic),
    listen: (topic, heard) => listener.listen(topic, heard),
    async close() {
      await writers.end()
      await client.$disconnect()
      await readers.end()
      await listener.close()
    },
  }
}

function pool(config: pg.PoolConfig): pg.Pool {
  const made = new pg.Pool(config)
  // An idle connection that the server closed is replaced when one is next needed.
  made.on('error', () => {})
  return made
}

const INT8 = 20
const NUMERIC = 1700

/** Instants, counts and sums are numbers, as on SQLite; none of ours comes near 2⁵³. */
function getTypeParser(oid: number, format?: string): (text: string) => unknown {
  if (format !== 'binary' && (oid === INT8 || oid === NUMERIC)) return Number
  return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text')
}

function reads(readers: pg.Pool, keys: Keyring): Sql {
  async function query<R>(sql: string, values: Value[]): Promise<R[]> {
    const { name, text } = nameOf(sql)
    try {
      return (await readers.query({ name, text, values })).rows as R[]
    } catch (error) {
      throw postgresError(error)
    }
  }
  return {
    dialect: 'postgresql',
    keys,
    get<R>(sql: string, ...p: Value[]) {
      assertOutside('db.read')
      return query<R>(sql, p).then((rows) => rows[0])
    },
    all<R>(sql: string, ...p: Value[]) {
      assertOutside('db.read')
      return query<R>(sql, p)
    },
  }
}
