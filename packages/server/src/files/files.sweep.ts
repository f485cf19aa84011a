import type { Kernel } from '../kernel/index.ts'
import { keyOf } from './files.service.ts'
import { deleteOrphan, findFile, orphansBefore } from './files.store.ts'
import { VARIANTS } from './signed-url.ts'
import type { FileStorage } from './storage.ts'

/** A photo that was sent and then not used is kept this long: a draft may still be finished. */
export const ORPHAN_LIFE_MS = 24 * 3_600_000
const AT_ONCE = 200

/**
 * Deletes photos that nobody attached within a day, and bytes whose row was never written because the process died between
 * the two. @returns how many photos went
 */
export async function sweepFiles(kernel: Kernel, storage: FileStorage): Promise<number> {
  const { db, clock } = kernel
  const before = clock.now() - ORPHAN_LIFE_MS
  let swept = 0
  const orphans = await orphansBefore(db.read, before, AT_ONCE)
  for (const { token } of orphans) {
    // The row goes first: whoever still holds the address finds nothing rather than half of it.
    if (!(await db.work((tx) => deleteOrphan(tx, token)))) continue
    for (const variant of VARIANTS) await storage.delete(keyOf(token, variant))
    swept++
  }
  return swept
}

/** Slow, since it looks at every file: once a day is plenty. @returns how many keys went */
export async function sweepLostBytes(kernel: Kernel, storage: FileStorage): Promise<number> {
  let swept = 0
  for await (const key of storage.keysBefore(Date.now() - ORPHAN_LIFE_MS)) {
    const token = key.replace(/\.thumb$/, '')
    if (await findFile(kernel.db.read, token)) continue
    await storage.delete(key)
    swept++
  }
  return swept
}
