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
  stop(): Promise<void>
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
