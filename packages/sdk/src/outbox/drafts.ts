import { blobOf, bytesOf } from './files.ts'
import type { KeptStore } from './kept.ts'
import type { KeptBytes } from './rows.ts'

/** A form as it was left. */
export interface Draft<T> {
  value: T
  files: Blob[]
  /** ISO UTC. */
  savedAt: string
}

/** Forms that are not finished: they survive a closed page and a web-view that was killed. */
export interface Drafts {
  /** Null when there is none. What it gives is what was put in by `set`: check it where the form has changed since. */
  get<T>(name: string): Promise<Draft<T> | null>
  /** Settles once it is kept. @param value anything that JSON can say */
  set<T>(name: string, value: T, files?: readonly Blob[]): Promise<void>
  remove(name: string): Promise<void>
}

interface Row<T> {
  value: T
  at: number
  files: KeptBytes[]
}

export function drafts(kept: Promise<KeptStore>, account: string): Drafts {
  const row = (name: string) => `draft/${account}/${name}`
  return {
    async get<T>(name: string) {
      const found = await (await kept).get<Row<T>>(row(name))
      return found
        ? { value: found.value, files: found.files.map(blobOf), savedAt: new Date(found.at).toISOString() }
        : null
    },
    async set(name, value, files = []) {
      // A face's form may be a proxy, which no database takes.
      const plain = JSON.parse(JSON.stringify(value)) as typeof value
      await (
        await kept
      ).put({
        [row(name)]: { value: plain, at: Date.now(), files: await Promise.all(files.map(bytesOf)) },
      })
    },
    async remove(name) {
      await (await kept).change(row(name), () => undefined)
    },
  }
}
