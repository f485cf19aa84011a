import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { CityText } from '@civicgrid/contracts'

/** What a sandbox keeps on disk: all of it in one folder, which is all that there is of it. */

/** How the sandbox's own integration is set up; written by whoever starts it. */
export interface SandboxSettings {
  readonly name: CityText
  readonly operator: string
  readonly redirects: readonly string[]
  readonly origins: readonly string[]
}

/** By which the partner's programs come in; good for this sandbox and for nothing else. */
export interface SandboxCredentials {
  /** Public id of the sandbox's own integration. */
  readonly clientId: string
  /** For private_key_jwt, RFC 7517. */
  readonly privateJwk: Readonly<Record<string, unknown>>
  /** Moves the clock: `POST /sandbox/clock` with it as the bearer. */
  readonly clockToken: string
}

const credentials = z.object({
  clientId: z.string(),
  privateJwk: z.record(z.string(), z.unknown()),
  clockToken: z.string().min(20),
})
const text = z.object({ 'zh-CN': z.string(), en: z.string() })
const settings = z.object({
  name: text,
  operator: z.string(),
  redirects: z.array(z.string()),
  origins: z.array(z.string()),
})
const clock = z.object({ shiftMs: z.int().nonnegative() })

const at = (folder: string, name: string) => join(folder, name)
/** For its owner's eyes alone. */
function keep(folder: string, name: string, value: object): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(at(folder, name), `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
}
function kept<T>(folder: string, name: string, schema: z.ZodType<T>): T | null {
  if (!existsSync(at(folder, name))) return null
  const parsed = schema.safeParse(JSON.parse(readFileSync(at(folder, name), 'utf8')))
  return parsed.success ? parsed.data : null
}

export const keepSettings = (folder: string, value: SandboxSettings): void => keep(folder, 'settings.json', value)
export const readSettings = (folder: string): SandboxSettings | null => kept(folder, 'settings.json', settings)
export const keepCredentials = (folder: string, value: SandboxCredentials): void =>
  keep(folder, 'credentials.json', value)
/** Null until it has started for the first time. */
export const readCredentials = (folder: string): SandboxCredentials | null =>
  kept(folder, 'credentials.json', credentials)
export const keepShift = (folder: string, shiftMs: number): void => keep(folder, 'clock.json', { shiftMs })
/** How far its clock is ahead, in milliseconds. */
export const readShift = (folder: string): number => kept(folder, 'clock.json', clock)?.shiftMs ?? 0
