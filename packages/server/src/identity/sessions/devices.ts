import { CivicError, type ResidentActor, type sessionSchema, type StaffActor } from '@civicgrid/contracts'
import type { z } from 'zod'
import type { Kernel } from '../../kernel/index.ts'
import { deviceWords } from './device.ts'
import { deleteSessionOf, deleteSessionsOf, findSession, listSessions, type SessionRow } from './session.store.ts'
import { hashToken } from './tokens.ts'

type Who = ResidentActor | StaffActor
export type Device = z.infer<typeof sessionSchema.device>

/** Where somebody is signed in, and out again, for themselves alone. `token`: of the session that asks. */
export interface Devices {
  list(actor: Who, token: string | null): Promise<{ items: Device[] }>
  /** @throws CivicError NOT_FOUND for what is not one's own */
  signOut(actor: Who, id: string): Promise<void>
  /** @param keep the token whose session stays */
  signOutEverywhere(actor: Who, keep: string | null): Promise<void>
}

export function createDevices({ db, clock }: Pick<Kernel, 'db' | 'clock'>): Devices {
  const hashOf = (token: string | null) => (token === null ? null : (hashToken(token) ?? null))
  return {
    async list(actor, token) {
      const now = clock.now()
      const hash = hashOf(token)
      const here = hash ? await findSession(db.read, hash, now) : undefined
      const rows = await listSessions(db.read, actor.kind, actor.id, now)
      return { items: rows.map((row) => deviceFrom(row, here)) }
    },
    async signOut(actor, id) {
      if (!(await db.work((tx) => deleteSessionOf(tx, actor.kind, actor.id, id))))
        throw new CivicError('NOT_FOUND', { message: 'no such device' })
    },
    async signOutEverywhere(actor, keep) {
      await db.work((tx) => deleteSessionsOf(tx, actor.kind, actor.id, hashOf(keep)))
    },
  }
}

function deviceFrom(row: SessionRow, here: SessionRow | undefined): Device {
  const { id, via, hostApp, createdAt, seenAt } = row
  return {
    id,
    current: id !== null && id === here?.id,
    via,
    hostApp,
    ...deviceWords(row.device),
    since: new Date(createdAt).toISOString(),
    seenAt: new Date(seenAt ?? createdAt).toISOString(),
  }
}
