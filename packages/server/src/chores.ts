import type { Chore } from './background.ts'
import { sweepFiles, sweepLostBytes } from './files/files.sweep.ts'
import type { FileStorage } from './files/storage.ts'
import { makeCheckpoints, sweepIdempotency, type Kernel } from './kernel/index.ts'

interface Sweeps {
  sweep(): Promise<unknown>
}
interface Refreshes {
  refresh(): Promise<unknown>
}
export interface ChoreOptions {
  kernel: Kernel
  storage: FileStorage
  appeals: Sweeps & { sweepTries(): Promise<unknown>; refreshSources(): Promise<unknown> }
  bodies: Refreshes
  ownership: Refreshes
  deletions: Sweeps
  embedding: Sweeps
  hosts: Sweeps
  integrations: Sweeps
  phones: Sweeps
  sessions: Sweeps
  staffAccess: Sweeps
  webhooks: Sweeps
}

const MINUTE = 60_000

/** What every running server does again and again. */
export function choresOf(options: ChoreOptions): Chore[] {
  const { kernel, storage, appeals, bodies, ownership, deletions, embedding, hosts, integrations } = options
  const { phones, sessions, staffAccess, webhooks } = options
  return [
    { name: 'keys', everyMs: 5_000, run: async () => kernel.db.keys.refresh() },
    { name: 'archive', everyMs: MINUTE, run: () => appeals.sweep() },
    { name: 'checkpoints', everyMs: 10 * MINUTE, run: () => makeCheckpoints(kernel.db, kernel.clock) },
    { name: 'bodies', everyMs: 5_000, run: () => bodies.refresh() },
    { name: 'sources', everyMs: 5_000, run: () => appeals.refreshSources() },
    { name: 'owners', everyMs: 5_000, run: () => ownership.refresh() },
    { name: 'deletions', everyMs: MINUTE, atStart: true, run: () => deletions.sweep() },
    { name: 'sessions', everyMs: 60 * MINUTE, run: () => sessions.sweep() },
    { name: 'tickets', everyMs: MINUTE, run: () => hosts.sweep() },
    { name: 'integrations', everyMs: 10 * MINUTE, run: () => integrations.sweep() },
    { name: 'embedding', everyMs: MINUTE, run: () => embedding.sweep() },
    { name: 'codes', everyMs: 10 * MINUTE, run: () => phones.sweep() },
    { name: 'sign-ins', everyMs: 10 * MINUTE, run: () => staffAccess.sweep() },
    { name: 'webhooks', everyMs: MINUTE, run: () => webhooks.sweep() },
    { name: 'answers', everyMs: 10 * MINUTE, run: () => sweepIdempotency(kernel) },
    { name: 'look-ups', everyMs: 10 * MINUTE, run: () => appeals.sweepTries() },
    { name: 'orphans', everyMs: 60 * MINUTE, run: () => sweepFiles(kernel, storage) },
    { name: 'lost bytes', everyMs: 24 * 60 * MINUTE, run: () => sweepLostBytes(kernel, storage) },
  ]
}
