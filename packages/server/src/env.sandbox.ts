import { resolve } from 'node:path'
import { z } from 'zod'
import type { SandboxSettingsOfOperator } from './integrations/sandbox/sandbox.supervisor.ts'

/** The part of the environment that is about sandboxes of partners (docs/guides/integration-desk.md). */
export const sandboxVariables = {
  /** How many may be open at a time; none in production unless it is said. */
  SANDBOXES: z.coerce.number().int().min(0).max(50).optional(),
  SANDBOX_MEMORY_MB: z.coerce.number().int().min(192).max(4096).default(384),
  SANDBOX_IDLE_MINUTES: z.coerce.number().int().min(1).default(60),
  /** The first of as many ports of this machine. */
  SANDBOX_PORT: z.coerce.number().int().min(1).max(65_000).default(8900),
  /** Where they are reached, `{port}` for the port: behind a proxy of the operator's. */
  SANDBOX_URL: z
    .string()
    .regex(/^https?:\/\/[^/]+$/, 'https://sandbox-{port}.example.cn')
    .default('http://localhost:{port}'),
  SANDBOXES_DIR: z.string().min(1).default('data/sandboxes'),
  /** Set by whoever starts a sandbox: the one folder of it. */
  SANDBOX_FOLDER: z.string().min(1).optional(),
}

const parsed = z.object(sandboxVariables)
export interface SandboxEnv extends SandboxSettingsOfOperator {
  /** Where this process is a sandbox itself: all that it keeps. */
  readonly inside: string | null
  /** Where programs are found, for the processes that are started. */
  readonly path: string
}

/** @param about `root` is what relative folders lie in; what is wrong is said in `wrong` */
export function sandboxesFrom(
  v: z.output<typeof parsed>,
  about: { root: string; mode: string; path: string; wrong: string[] },
): SandboxEnv {
  const { root, mode, path, wrong } = about
  const inside = v.SANDBOX_FOLDER ?? null
  if ((mode === 'sandbox') !== (inside !== null)) wrong.push('SANDBOX_FOLDER: a sandbox has one, and nothing else does')
  return {
    max: v.SANDBOXES ?? (mode === 'development' ? 2 : 0),
    memoryMb: v.SANDBOX_MEMORY_MB,
    idleMs: v.SANDBOX_IDLE_MINUTES * 60_000,
    firstPort: v.SANDBOX_PORT,
    url: v.SANDBOX_URL,
    folder: resolve(root, v.SANDBOXES_DIR),
    inside,
    path,
  }
}
