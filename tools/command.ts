import { spawn } from 'node:child_process'

export interface CommandResult {
  readonly code: number
  /** Standard output and error, in the order they came. */
  readonly words: string
}

/** Runs a program with its words kept; a program that a signal ended, or that is not there, counts as failed. */
export function command(
  root: string,
  program: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.add(child)
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', (error) => chunks.push(Buffer.from(`${error.message}\n`)))
    child.on('close', (code) => {
      running.delete(child)
      resolve({ code: code ?? 1, words: Buffer.concat(chunks).toString('utf8') })
    })
  })
}

const running = new Set<ReturnType<typeof spawn>>()

/** Ends what is still running, so that a stopped test run leaves nothing behind. */
export function endAll(): void {
  for (const child of running) child.kill('SIGTERM')
}
