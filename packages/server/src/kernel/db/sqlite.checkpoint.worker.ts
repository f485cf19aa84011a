import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'

/** What remains in the log when one pass is over came in meanwhile; from 32 MB on writers are asked to wait for a last one. */
const FRAMES = 8_000
/** Here blocking is what the thread is for. */
const WAIT_MS = 5_000

const { file } = workerData as { file: string }
const connection = new Database(file, { timeout: WAIT_MS })

interface Pass {
  /** Frames in the log. */
  readonly log: number
}

parentPort?.on('message', () => {
  const [pass] = connection.pragma('wal_checkpoint(PASSIVE)') as Pass[]
  // Only a writer that begins when everything is in the file starts the log again from its beginning. Under a load that
  // never rests that moment has to be made.
  if ((pass?.log ?? 0) > FRAMES) connection.pragma('wal_checkpoint(RESTART)')
  parentPort?.postMessage(null)
})
