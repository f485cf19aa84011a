import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { importAppeals } from '../src/import/import.ts'
import { importMap } from '../src/import/map.ts'
import type { ImportReport } from '../src/import/report.ts'
import type { World } from './appeals.ts'

const folder = await mkdtemp(join(tmpdir(), 'civicgrid-import-'))
afterAll(() => rm(folder, { recursive: true }))

let files = 0
/** A file with that content, gone with the test file. */
export async function fileOf(content: string | Uint8Array, ending = 'csv'): Promise<string> {
  const path = join(folder, `${(files += 1)}.${ending}`)
  await writeFile(path, content)
  return path
}

/** An import into a world, whose server follows the log as well: either of the two may be at it when the import ends. */
export async function run(w: World, file: string, map: object = {}, signal?: AbortSignal): Promise<ImportReport> {
  const options = { kernel: w.kernel, city: w.city, file, map: importMap.parse(map), ...(signal ? { signal } : {}) }
  const report = await importAppeals(options)
  await w.settled()
  return report
}
