import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as later } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort, freshDatabase } from '../../tools/pg.ts'
import { prepare } from '../../tools/prepare.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** Migrating and seeding a city on a busy machine. */
const START_WITHIN_MS = 90_000

export interface RunningServer {
  /** `http://127.0.0.1:…`, without a slash at the end. */
  readonly url: string
  /** The folder of its database and files; gone after `stop`. */
  readonly folder: string
  /** Everything it has printed. */
  words(): string
  /** Asks it to stop and waits; its exit code. */
  stop(): Promise<number | null>
}

/**
 * Starts the real server on a free port, with a database and files of its own.
 * The city and the kind of database are those of the run (TEST_CITY, TEST_DATABASE); `env` overrides any variable.
 */
export async function startServer(env: Record<string, string> = {}): Promise<RunningServer> {
  const city = env.CITY ?? process.env.TEST_CITY ?? 'haitang'
  await prepare(city)
  const folder = await mkdtemp(join(tmpdir(), 'civicgrid-server-'))
  const port = await freePort()
  const child = spawn(process.execPath, ['packages/server/src/main.ts'], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'test',
      PORT: String(port),
      CITY: city,
      DATABASE_URL: await databaseUrl(folder),
      FILES_DIR: join(folder, 'files'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
  const words = () => Buffer.concat(chunks).toString('utf8')
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const server: RunningServer = {
    url: `http://127.0.0.1:${port}`,
    folder,
    words,
    async stop() {
      child.kill('SIGTERM')
      const code = await ended
      await rm(folder, { recursive: true, force: true })
      return code
    },
  }
  await ready(server, () => child.exitCode !== null || child.signalCode !== null)
  return server
}

function databaseUrl(folder: string): string | Promise<string> {
  return process.env.TEST_DATABASE === 'postgresql' ? freshDatabase() : `file:${join(folder, 'civicgrid.db')}`
}

async function ready(server: RunningServer, ended: () => boolean): Promise<void> {
  const until = Date.now() + START_WITHIN_MS
  while (Date.now() < until && !ended()) {
    const answer = await fetch(`${server.url}/readyz`).catch(() => undefined)
    if (answer?.ok === true) return
    await later(50)
  }
  await server.stop()
  throw new Error(`The server did not become ready. It said:\n${server.words()}`)
}
