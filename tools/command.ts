import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'

export interface CommandResult {
  readonly code: number
  /** Standard output and error, in the order they came. */
  readonly words: string
}

/** Nothing here takes as long, on two slow cores; what does hangs. */
const LIMIT_MS = 25 * 60_000

const running = new Set<ChildProcess>()

/**
 * Runs a program with its words kept. One that a signal ended, that is not there, or that does not end within `limitMs`
 * counts as failed. It leads a process group, so that ending it ends what it started.
 */
export function command(
  folder: string,
  program: string,
  args: readonly string[],
  env: Record<string, string> = {},
  limitMs = LIMIT_MS,
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    running.add(child)
    const chunks: Buffer[] = []
    const say = (words: string) => chunks.push(Buffer.from(`${words}\n`))
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    const limit = setTimeout(() => {
      say(`${program} did not end within ${limitMs / 1000} s and was stopped.`)
      signalGroup(child, 'SIGKILL')
    }, limitMs)
    child.on('error', (error) => say(error.message))
    child.on('close', (code) => {
      clearTimeout(limit)
      running.delete(child)
      resolve({ code: code ?? 1, words: Buffer.concat(chunks).toString('utf8') })
    })
  })
}

/** Ends what is still running, so that a stopped test run leaves nothing behind. */
export function endAll(): void {
  for (const child of running) signalGroup(child, 'SIGTERM')
}

function signalGroup(leader: ChildProcess, signal: NodeJS.Signals): void {
  if (leader.pid === undefined) return
  try {
    process.kill(-leader.pid, signal)
  } catch {
    // The group ended by itself meanwhile.
  }
}
