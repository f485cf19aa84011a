import { Worker } from 'node:worker_threads'
import type { Database } from 'better-sqlite3'

/** Milliseconds over which commits are gathered: a page that they share goes into the file once. */
const GATHER_MS = 250
/** SQLite's own: pages in the log from which on a commit also brings them into the file. */
const WITH_COMMIT = 1_000

export interface Checkpoints {
  /** Something was committed. */
  wrote(): void
  /** Waits for the pass under way. */
  stop(): Promise<void>
}

/**
 * Brings the write-ahead log into the file on a thread of its own: within a commit, as SQLite does it, the event loop
 * stands still while hundreds of pages and two fsyncs go to the disk. Should the thread fail, commits do it again.
 */
export function checkpointsBeside(connection: Database): Checkpoints {
  connection.pragma('wal_autocheckpoint = 0')
  const worker = new Worker(new URL('./sqlite.checkpoint.worker.ts', import.meta.url), {
    workerData: { file: connection.name },
  })
  worker.unref()
  let failed = false
  let waiting = false
  let passing = false
  let timer: NodeJS.Timeout | undefined

  function pass(): void {
    waiting = false
    passing = true
    worker.postMessage(null)
  }
  function wrote(): void {
    if (waiting || failed) return
    waiting = true
    if (!passing) timer = setTimeout(pass, GATHER_MS).unref()
  }
  worker.on('message', () => {
    passing = false
    if (waiting) timer = setTimeout(pass, GATHER_MS).unref()
  })
  worker.on('error', () => {
    failed = true
    if (connection.open) connection.pragma(`wal_autocheckpoint = ${WITH_COMMIT}`)
  })
  return {
    wrote,
    async stop() {
      clearTimeout(timer)
      await worker.terminate()
    },
  }
}
