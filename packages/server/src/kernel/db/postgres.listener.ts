import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { Topics } from './topics.ts'
import type { Topic } from './types.ts'

const CHANNEL = 'civicgrid'
const COALESCE_MS = 5
const isTopic = (text: string | undefined): text is Topic => text === 'appended' || text === 'positioned'

/**
 * Carries announcements between processes over LISTEN/NOTIFY, on a connection of its own. Never inside a unit of work:
 * a transaction that notifies takes a lock that all others which notify wait for. What is lost while the connection is
 * down, the readers' polling finds.
 */
export class PostgresListener {
  readonly #config: pg.ClientConfig
  readonly #topics = new Topics()
  readonly #due = new Set<Topic>()
  #client: pg.Client | null = null
  #telling: Promise<void> | null = null
  #closed = false

  constructor(config: pg.ClientConfig) {
    this.#config = config
    void this.#connect()
  }

  listen(topic: Topic, heard: () => void): () => void {
    return this.#topics.listen(topic, heard)
  }

  announce(topic: Topic): void {
    this.#topics.announce(topic)
    this.#due.add(topic)
    this.#telling ??= this.#tell()
  }

  /** Tells the other processes, one topic at a time, many announcements at once. */
  async #tell(): Promise<void> {
    await sleep(COALESCE_MS, undefined, { ref: false })
    for (const topic of this.#due) {
      this.#due.delete(topic)
      await this.#client?.query('SELECT pg_notify($1, $2)', [CHANNEL, topic]).catch(() => {})
    }
    this.#telling = null
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#telling
    await this.#client?.end()
  }

  async #connect(): Promise<void> {
    while (!this.#closed) {
      const client = new pg.Client(this.#config)
      const ended = new Promise<void>((resolve) => client.once('end', resolve).once('error', () => resolve()))
      client.on('error', () => {})
      client.on('notification', ({ payload }) => {
        if (isTopic(payload)) this.#topics.announce(payload)
      })
      try {
        await client.connect()
        await client.query(`LISTEN ${CHANNEL}`)
        this.#client = client
        // Closed while it was being connected: nobody else knows of this connection.
        if (this.#closed) await client.end()
        await ended
      } catch {
        await client.end().catch(() => {})
      }
      this.#client = null
      if (!this.#closed) await sleep(1_000, undefined, { ref: false })
    }
  }
}
