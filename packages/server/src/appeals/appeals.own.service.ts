import { consentWordsAt, type myDataSchema } from '@civicgrid/contracts'
import type { z } from 'zod'
import type { Kernel } from '../kernel/index.ts'
import type { AppealCity } from './appeals.context.ts'
import { iso } from './appeals.instants.ts'
import { listOwnEvents, type OwnEvent } from './appeals.own.store.ts'
import { createCursors } from './lists/appeals.cursor.ts'
import { NEWEST } from './lists/appeals.lists.store.ts'

type Asked = z.output<typeof myDataSchema.pageInput>
export type Look = z.infer<typeof myDataSchema.look>
export type Consent = z.infer<typeof myDataSchema.consent>

export interface AppealsOfOneself {
  /** Who looked at a contact on one's own appeals, the last one first. */
  looksAt(residentId: number, asked: Asked): Promise<z.infer<typeof myDataSchema.looks>>
  /** What one agreed to on one's own appeals, and took back, the last one first. */
  consentsOf(residentId: number, asked: Asked): Promise<z.infer<typeof myDataSchema.consents>>
}

const LOOKS = ['contactViewed']
const CONSENTS = ['submitted', 'unpublished']

export function createAppealsOfOneself({ kernel, city }: { kernel: Kernel; city: AppealCity }): AppealsOfOneself {
  const { db } = kernel
  const cursors = createCursors(db.keys)

  async function page<Item>(
    name: string,
    types: readonly string[],
    residentId: number,
    { cursor, limit }: Asked,
    itemsOf: (event: OwnEvent) => Item[],
  ): Promise<{ items: Item[]; nextCursor: string | null }> {
    const filter = `${name} ${residentId}`
    const before = cursor ? (cursors.open(filter, cursor, 1)[0] ?? NEWEST) : NEWEST
    const rows = await listOwnEvents(db.read, residentId, types, before, limit + 1)
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    return {
      items: shown.flatMap(itemsOf),
      nextCursor: rows.length > limit && last ? cursors.seal(filter, [last.id]) : null,
    }
  }

  /** Handlers and grid officers look for the body that had the order then; the others for the centre. */
  function lookOf({ code, at, actorRole, dispatched }: OwnEvent): Look {
    const forBody = actorRole === 'handler' || actorRole === 'gridOfficer'
    const bodyCode = forBody && dispatched !== null ? (JSON.parse(dispatched) as { bodyCode?: string }).bodyCode : null
    return { code, at: iso(at), role: actorRole, body: city.bodyName(bodyCode) }
  }

  return {
    looksAt: (residentId, asked) => page('looks', LOOKS, residentId, asked, (event) => [lookOf(event)]),
    consentsOf: (residentId, asked) => page('consents', CONSENTS, residentId, asked, consentsIn),
  }
}

function consentsIn({ type, code, at, actorKind, data }: OwnEvent): Consent[] {
  const said = (data === null ? {} : JSON.parse(data)) as { consent?: boolean; contactPreference?: string }
  const one = (kind: Consent['kind'], value: string): Consent => ({
    kind,
    code,
    value,
    at: iso(at),
    words: consentWordsAt(kind, at),
  })
  // A publisher's own decision takes no consent back.
  if (type === 'unpublished') return actorKind === 'resident' ? [one('publication', 'no')] : []
  return [
    ...(said.consent === true ? [one('publication', 'yes')] : []),
    ...(said.contactPreference && said.contactPreference !== 'any'
      ? [one('contactPreference', said.contactPreference)]
      : []),
  ]
}
