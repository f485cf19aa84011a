import type { BlobStore } from '../ui/photos/use-photos.ts'

/** Photos of a draft, in IndexedDB; in memory where a private window forbids that. */
const NAME = 'civic-drafts'
const STORE = 'photos'
const memory = new Map<string, Blob>()

let opening: Promise<IDBDatabase | null> | undefined

function database(): Promise<IDBDatabase | null> {
  opening ??= new Promise((resolve) => {
    try {
      const request = indexedDB.open(NAME, 1)
      request.onupgradeneeded = () => request.result.createObjectStore(STORE)
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => resolve(null)
    } catch {
      resolve(null)
    }
  })
  return opening
}

/** Runs one request; null when there is no database or it failed. */
async function ask<T>(mode: IDBTransactionMode, request: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | null> {
  const db = await database()
  if (!db) return null
  return new Promise((resolve) => {
    try {
      const asked = request(db.transaction(STORE, mode).objectStore(STORE))
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => resolve(null)
    } catch {
      resolve(null)
    }
  })
}

export const draftBlobs: BlobStore & { clear(): Promise<void> } = {
  async get(id) {
    return (
      memory.get(id) ??
      (await ask<Blob | undefined>('readonly', (store) => store.get(id) as IDBRequest<Blob | undefined>)) ??
      null
    )
  },
  async put(id, blob) {
    memory.set(id, blob)
    await ask('readwrite', (store) => store.put(blob, id))
  },
  async remove(id) {
    memory.delete(id)
    await ask('readwrite', (store) => store.delete(id))
  },
  async clear() {
    memory.clear()
    await ask('readwrite', (store) => store.clear())
  },
}

/** For forms that are not kept: a rating, a supplement. */
export function passingBlobs(): BlobStore {
  const own = new Map<string, Blob>()
  return {
    get: async (id) => own.get(id) ?? null,
    put: async (id, blob) => void own.set(id, blob),
    remove: async (id) => void own.delete(id),
  }
}
