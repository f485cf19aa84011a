import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as later } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../tools/pg.ts'
import { SERVER_ENV } from '../../tools/serve.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A process of its own under load: ours, or a baseline. */
export interface Measured {
  readonly url: string
  /** Milliseconds from start to the first 200 of `/readyz`. */
  readonly startedInMs: number
  /** Anonymous resident memory now, in MB. */
  memory(): number
  /** What that memory is, by `/metrics` of ours. */
  parts(): Promise<MemoryParts>
  stop(): Promise<void>
}

/** All in MB. What is anonymous and not V8's is SQLite's caches, buffers, threads and what the allocator keeps. */
export interface MemoryParts {
  readonly anonymous: number
  /** V8's heap as taken from the system, and what of it was in use: living, or not collected yet. */
  readonly heap: number
  readonly heapUsed: number
  /** Of buffers that V8 knows of. */
  readonly external: number
}

/**
 * Starts a program that listens on PORT and answers `/readyz`. Its log goes nowhere, as into a pipe that is read.
 * @param args Node's, the program last
 */
export async function start(args: readonly string[], env: Record<string, string>): Promise<Measured> {
  const port = await freePort()
  const began = performance.now()
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...SERVER_ENV, ...env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const said: Buffer[] = []
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk))
  const url = `http://127.0.0.1:${port}`
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${args.at(-1)} ended:\n${Buffer.concat(said).toString()}`)
    const answer = await fetch(`${url}/readyz`).catch(() => undefined)
    if (answer?.ok === true) break
    await later(20)
  }
  return {
    url,
    startedInMs: performance.now() - began,
    memory: () => anonymousMemory(child),
    parts: async () => {
      const text = await (await fetch(`${url}/metrics`)).text()
      const bytes = (name: string) => Math.round(Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]) / 2 ** 20)
      return {
        anonymous: Math.round(anonymousMemory(child)),
        heap: bytes('nodejs_heap_size_total_bytes'),
        heapUsed: bytes('nodejs_heap_size_used_bytes'),
        external: bytes('nodejs_external_memory_bytes'),
      }
    },
    stop: () =>
      new Promise((resolve) => {
        child.once('close', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}

function anonymousMemory(child: ChildProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
  return Number(/RssAnon:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024
}
