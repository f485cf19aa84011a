import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { glob, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { storageError, type FileStorage } from './storage.ts'

const KEY = /^[\w-]{4,64}(\.[a-z]+)?$/

/** Files in a folder, spread over 4,096 subfolders by the first two letters of their key. */
export function createDiskStorage(root: string): FileStorage {
  const unfinished = join(root, 'unfinished')
  mkdirSync(unfinished, { recursive: true })

  function pathOf(key: string): string {
    if (!KEY.test(key)) throw new TypeError('not a storage key')
    return join(root, 'kept', key.slice(0, 2), key)
  }

  return {
    async put(key, bytes) {
      const target = pathOf(key)
      const temporary = join(unfinished, randomUUID())
      try {
        await mkdir(dirname(target), { recursive: true })
        await writeDurably(temporary, bytes)
        await rename(temporary, target)
        await syncFolder(dirname(target))
      } catch (cause) {
        await rm(temporary, { force: true })
        throw storageError(cause)
      }
    },

    async putFile(key, path) {
      const target = pathOf(key)
      try {
        await mkdir(dirname(target), { recursive: true })
        await syncFile(path)
        await rename(path, target)
        await syncFolder(dirname(target))
      } catch (cause) {
        throw storageError(cause)
      }
    },

    async slice(key, from, until) {
      const file = await open(pathOf(key), 'r').catch(missing)
      if (!file) return undefined
      try {
        const bytes = Buffer.allocUnsafe(Math.max(0, until - from))
        const { bytesRead } = await file.read(bytes, 0, bytes.length, from)
        return bytes.subarray(0, bytesRead)
      } finally {
        await file.close()
      }
    },

    async get(key) {
      return readFile(pathOf(key)).catch(missing)
    },

    async delete(key) {
      await rm(pathOf(key), { force: true })
    },

    async *keysBefore(instant) {
      for await (const path of glob(join(root, 'kept', '*', '*'))) {
        const found = await stat(path).catch(() => undefined)
        if (found && found.mtimeMs < instant) yield basename(path)
      }
    },
  }
}

function missing(cause: unknown): undefined {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
  throw cause
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A rename survives a power cut only when the folder is synced too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
