import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as later } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../tools/pg.ts'
import { prepare } from '../../tools/prepare.ts'
import { seeded, type Seed } from './seeded.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** Migrating and seeding a city on a busy machine. */
const START_WITHIN_MS = 90_000

/** Each file starts a server: what Node has compiled for the first one is there for all of the run. */
const compiled = (): Record<string, string> =>
  process.env.TEST_RUN_FOLDER === undefined ? {} : { NODE_COMPILE_CACHE: join(process.env.TEST_RUN_FOLDER, 'compiled') }

export interface RunningServer {
  /** `http://127.0.0.1:…`, without a slash at the end. */
  readonly url: string
  /** The folder of its database and files; gone after `stop`. */
  readonly folder: string
  readonly databaseUrl: string
  /** Everything it has printed. */
  words(): string
  /** Asks it to stop and waits; its exit code. */
  stop(): Promise<number | null>
  /** Ends it as a power cut would, and waits until it is gone. What it kept stays, for `startAgain`. */
  kill(): Promise<void>
  /** The same once more, without waiting until it answers. */
  launchAgain(): RunningServer
  /** The same database, files and address once more. */
  startAgain(): Promise<RunningServer>
}

/** What the database holds when the server starts; otherwise the environment's variables. */
export interface ServerOptions {
  /** `people` unless told otherwise. */
  readonly seed?: Seed
}

/**
 * Starts the real server on a free port, with a database and files of its own.
 * The city and the kind of database are those of the run (TEST_CITY, TEST_DATABASE); `env` overrides any variable.
 */
export async function startServer(
  env: Record<string, string> = {},
  { seed = 'people' }: ServerOptions = {},
): Promise<RunningServer> {
  const city = env.CITY ?? process.env.TEST_CITY ?? 'haitang'
  await prepare(city)
  const folder = await mkdtemp(join(tmpdir(), 'civicgrid-server-'))
  const { databaseUrl, filesFolder } = await seeded(city, seed, folder)
  const variables = {
    NODE_ENV: 'test',
    PORT: String(await freePort()),
    CITY: city,
    DATABASE_URL: databaseUrl,
    FILES_DIR: filesFolder,
    ...env,
  }
  return start(folder, variables)
}

type Variables = Record<'PORT' | 'DATABASE_URL', string> & Record<string, string>

async function start(folder: string, variables: Variables): Promise<RunningServer> {
  const { server, ended } = launch(folder, variables)
  await ready(server, ended)
  return server
}

function launch(folder: string, variables: Variables): { server: RunningServer; ended: () => boolean } {
  const child = spawn(process.execPath, ['packages/server/src/main.ts'], {
    cwd: root,
    env: { ...process.env, ...compiled(), ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const server: RunningServer = {
    url: `http://127.0.0.1:${variables.PORT}`,
    folder,
    databaseUrl: variables.DATABASE_URL,
    words: () => Buffer.concat(chunks).toString('utf8'),
    async stop() {
      child.kill('SIGTERM')
      const code = await ended
      await rm(folder, { recursive: true, force: true })
      return code
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    launchAgain: () => launch(folder, variables).server,
    startAgain: () => start(folder, variables),
  }
  return { server, ended: () => child.exitCode !== null || child.signalCode !== null }
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
