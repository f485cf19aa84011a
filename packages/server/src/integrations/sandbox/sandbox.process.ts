import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { randomKeySet, systemClock, systemRandom, writeKeyFile } from '../../kernel/index.ts'
import { keepSettings, type SandboxSettings } from './sandbox.folder.ts'

export interface SandboxSpec {
  /** All that is kept of it. */
  readonly folder: string
  readonly port: number
  /** Where browsers and programs reach it. */
  readonly url: string
  readonly cityFolder: string
  readonly portalFolder: string
  /** How large its heap may grow, in megabytes. */
  readonly memoryMb: number
  readonly settings: SandboxSettings
}

/** A process of its own, and how to end it. */
export interface RunningSandbox {
  /** Settles when it answers; rejects when it ends before. */
  readonly ready: Promise<void>
  readonly ended: Promise<void>
  /** When somebody last asked it for something; epoch milliseconds. */
  usedAt(): number
  stop(): Promise<void>
}
export type Launch = (spec: SandboxSpec) => RunningSandbox

const MAIN = join(import.meta.dirname, '../../main.ts')
/** It has this long to end by itself. */
const STOP_MS = 12_000

/** What a sandbox is told of the world. **Nothing of our own environment is handed on**: no key, no database, no secret. */
export function environmentOf(spec: SandboxSpec, path: string): Record<string, string> {
  return {
    PATH: path,
    NODE_ENV: 'sandbox',
    HOST: '127.0.0.1',
    PORT: String(spec.port),
    PUBLIC_URL: spec.url,
    DATABASE_URL: `file:${join(spec.folder, 'civicgrid.db')}`,
    FILES_DIR: join(spec.folder, 'files'),
    CIVICGRID_KEYS_FILE: join(spec.folder, 'keys.json'),
    SANDBOX_FOLDER: spec.folder,
    CITY: spec.cityFolder,
    PORTAL_DIST: spec.portalFolder,
    MALLOC_ARENA_MAX: '2',
  }
}

/** Starts one: its folder is made and its settings written, then its own server runs in it. */
export function launchSandbox(path: string): Launch {
  return (spec) => {
    mkdirSync(spec.folder, { recursive: true, mode: 0o700 })
    keepSettings(spec.folder, spec.settings)
    const keyFile = join(spec.folder, 'keys.json')
    if (!existsSync(keyFile)) writeKeyFile(keyFile, randomKeySet(systemRandom))
    const log = openSync(join(spec.folder, 'server.log'), 'w', 0o600)
    const child = spawn(process.execPath, [`--max-old-space-size=${spec.memoryMb}`, MAIN], {
      cwd: spec.folder,
      env: environmentOf(spec, path),
      stdio: ['ignore', log, log, 'ipc'],
    })
    closeSync(log)
    let usedAt = systemClock.now()
    const ended = once(child, 'exit').then(
      () => {},
      () => {},
    )
    const ready = new Promise<void>((resolve, reject) => {
      child.on('message', (message) => {
        if (message === 'ready') resolve()
        else if (typeof message === 'number') usedAt = message
      })
      void ended.then(() => reject(new Error('the sandbox ended before it answered')))
    })
    // Whoever asks for it is told; nobody has to.
    ready.catch(() => {})
    return {
      ready,
      ended,
      usedAt: () => usedAt,
      async stop() {
        if (child.exitCode !== null || child.signalCode !== null) return
        child.kill('SIGTERM')
        const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
        await ended
        clearTimeout(late)
      },
    }
  }
}
