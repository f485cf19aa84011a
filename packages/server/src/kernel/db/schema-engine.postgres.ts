import { EventEmitter } from 'node:events'
import { PrismaPg } from '@prisma/adapter-pg'
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils'
import pg from 'pg'

/** The type "char" of the system catalogue, and the one that the stock adapter is told instead. */
const CHAR = 18
const TEXT = 25

/**
 * The stock adapter with two faults mended that stand in the way of migrations: it cuts scripts at every semicolon, even
 * inside a function's body, and it does not know the type "char", which the engine reads from the catalogue.
 */
export async function postgresForEngine(url: string): Promise<SqlDriverAdapter> {
  // One connection: the engine locks on it, and answers come in the order of their questions.
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  let chars: boolean[] = []
  pool.on('connect', (client) => {
    if (!('connection' in client) || !(client.connection instanceof EventEmitter)) return
    client.connection.prependListener('rowDescription', ({ fields }: { fields: { dataTypeID: number }[] }) => {
      chars = fields.map((field) => field.dataTypeID === CHAR)
      for (const field of fields) if (field.dataTypeID === CHAR) field.dataTypeID = TEXT
    })
  })
  const adapter: SqlDriverAdapter = await new PrismaPg(pool, { disposeExternalPool: true }).connect()
  const queryRaw = adapter.queryRaw.bind(adapter)
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query)
    return { ...result, columnTypes: result.columnTypes.map((type, i) => (chars[i] ? ColumnTypeEnum.Character : type)) }
  }
  adapter.executeScript = async (script) => {
    await pool.query(script)
  }
  return adapter
}
