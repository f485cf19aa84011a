import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ApiShapes } from '../program.ts'
import { MANAGERS, readApi, typings } from './wx-typings.ts'

const folder = fileURLToPath(new URL('../../.cache/', import.meta.url))

/** What `wx` takes; read from the types once for each version of them. */
export function apiShapes(): ApiShapes {
  const file = join(folder, `wx-${typings().version}-${MANAGERS.length}.json`)
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as ApiShapes
  const shapes = readApi()
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(shapes))
  return shapes
}
