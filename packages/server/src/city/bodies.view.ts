import {
  bodyHolds,
  isWithin,
  type AreaTree,
  type Body,
  type bodyDetails,
  type BodyEventData,
  type bodyItem,
} from '@civicgrid/contracts'
import type { z } from 'zod'
import type { StoredEvent } from '../kernel/index.ts'
import type { KeptBody } from './bodies.store.ts'

export type BodyItem = z.infer<typeof bodyItem>
type History = z.infer<typeof bodyDetails>['history']

const text = (ms: number): string => new Date(ms).toISOString()
const iso = (ms: number | null | undefined): string | null => (ms == null ? null : text(ms))

/** A body as an administrator of these areas reads it. */
export function bodyItemOf(
  body: Body,
  kept: KeptBody | undefined,
  { now, areas, tree }: { now: number; areas: readonly string[]; tree: AreaTree },
): BodyItem {
  const { from = null, off = null, version = 0, added = null } = kept ?? {}
  const served = body.areas.flatMap((code) => tree.get(code) ?? [])
  return {
    code: body.code,
    name: body.name,
    kind: body.kind,
    phone: body.phone ?? null,
    areas: served.map(({ code, name }) => ({ path: tree.pathOf(code), name })),
    outsourced: body.outsourced === true,
    added: added !== null,
    state: bodyHolds({ from, off }, now) ? 'holds' : from !== null && from > now ? 'ahead' : 'off',
    from: iso(from),
    off: off && { from: text(off.from), until: iso(off.until) },
    version,
    editable: served.every(({ code }) => areas.some((area) => isWithin(tree.pathOf(code), area))),
  }
}

/** What was changed, by whom and when, the newest first. */
export function bodyHistoryOf(events: readonly StoredEvent[], names: ReadonlyMap<number, string>): History {
  return events.toReversed().map(({ seq, type, at, actor, data }) => {
    // The data of an event was written by the machine's own row of that type.
    const { name, phone } = data as BodyEventData['bodyChanged']
    const { from, until } = data as Partial<BodyEventData['bodySwitchedOff']>
    return {
      seq,
      type,
      at: text(at),
      by: actor.id === null ? null : (names.get(actor.id) ?? null),
      name: name ?? null,
      phone: phone ?? null,
      from: iso(from),
      until: iso(until),
    }
  })
}
