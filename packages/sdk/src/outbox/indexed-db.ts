import { memoryStore, type KeptStore } from './kept.ts'

const ROWS = 'rows'
/** Greater than every name that begins with the prefix. */
const END = '\uffff'

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

function open(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1)
  request.onupgradeneeded = () => request.result.createObjectStore(ROWS)
  return settled(request)
}

/**
 * The browser's own database. Where there is none (a private window of an old browser) the rows last as long as the page.
 * @param name of the database, one for all tabs of an origin
 */
export async function openKept(name: string): Promise<KeptStore> {
  let opened: IDBDatabase | undefined
  try {
    opened = await open(name)
  } catch {
    return memoryStore()
  }
  let db = opened

  /** Settles when the transaction has, not when its request has: only then the rows are kept. */
  async function within<T>(mode: IDBTransactionMode, work: (rows: IDBObjectStore) => T): Promise<T> {
    let transaction: IDBTransaction
    try {
      transaction = db.transaction(ROWS, mode, { durability: 'strict' })
    } catch {
      // iOS closes the connections of a page that slept.
      db = await open(name)
      transaction = db.transaction(ROWS, mode)
    }
    const over = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => reject(transaction.error)
      transaction.onerror = () => reject(transaction.error)
    })
    const result = work(transaction.objectStore(ROWS))
    await over
    return result
  }
  const from = (prefix: string) => IDBKeyRange.bound(prefix, prefix + END)

  return {
    durable: true,
    async get<T>(row: string) {
      return (await within('readonly', (rows) => rows.get(row) as IDBRequest<T | undefined>)).result
    },
    async list<T>(prefix: string) {
      return (await within('readonly', (rows) => rows.getAll(from(prefix)) as IDBRequest<T[]>)).result
    },
    async put(added) {
      await within('readwrite', (rows) => {
        for (const row of Object.keys(added)) rows.put(added[row], row)
      })
    },
    async change<T>(row: string, to: (old: T | undefined) => T | undefined) {
      let next: T | undefined
      await within('readwrite', (rows) => {
        const asked = rows.get(row) as IDBRequest<T | undefined>
        asked.onsuccess = () => {
          next = to(asked.result)
          if (next === undefined) rows.delete(row)
          else rows.put(next, row)
        }
      })
      return next
    },
    async remove(prefix) {
      await within('readwrite', (rows) => rows.delete(from(prefix)))
    },
  }
}
