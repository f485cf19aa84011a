import type { AppealState, deskItem, schema } from '@civicgrid/contracts'
import type { z } from 'zod'
import type { AppealCity } from './appeals.context.ts'
import { dueFromColumn } from './appeals.due.ts'
import { iso, isoOrNull } from './appeals.instants.ts'

export type AppealItem = z.infer<typeof schema.appealItem>

/** What a line of a list is made of. */
export interface ItemSource {
  readonly code: string
  /** The whole text, or its beginning. */
  readonly text: string
  readonly address: string | null
  readonly updatedAt: number
  /** As the column has it. */
  readonly dueAt: number | null
  readonly state: AppealState
  /** What the integration that asks calls it; left out for everybody else. */
  readonly externalId?: string | null
}

export type DeskItem = z.infer<typeof deskItem>

/** One line at the desk; what waits to be dispatched says to whom the city would send it. */
export function deskItemOf(source: ItemSource, city: AppealCity, now: number): DeskItem {
  const { status, category, areaPath } = source.state
  const owner = status === 'accepted' ? city.owner(category, areaPath)?.body : undefined
  return { ...itemOf(source, city, now), owner: owner ? { code: owner.code, name: owner.name } : null }
}

/** Through whom it came; a name that this process has not read yet is left out until it has. */
function sourceOf({ state, externalId }: ItemSource, city: AppealCity): AppealItem['source'] {
  const name = state.source === null ? null : city.sourceName?.(state.source)
  return name ? { name, externalId: externalId ?? null } : null
}

const EXCERPT = 80

/** One line of a list; also the head of the views of one appeal. */
export function itemOf(source: ItemSource, city: AppealCity, now: number): AppealItem {
  const { state } = source
  const dueAt = dueFromColumn(source.dueAt)
  return {
    code: source.code,
    kind: state.kind,
    category: { code: state.category, name: city.categoryName(state.category) },
    status: state.status ?? '',
    version: state.version,
    round: state.round,
    excerpt: excerptOf(source.text),
    place: source.address,
    area: city.areaName(state.areaPath),
    submittedAt: iso(state.submittedAt),
    updatedAt: iso(source.updatedAt),
    dueAt: isoOrNull(dueAt),
    overdue: dueAt !== null && dueAt < now,
    channel: state.channel,
    body: city.bodyName(state.order?.bodyCode),
    source: sourceOf(source, city),
  }
}

/** By characters, not by UTF-16 halves: 𠮷 is one. */
export function excerptOf(text: string): string {
  return text.length <= EXCERPT
    ? text
    : Array.from(text.slice(0, 2 * EXCERPT))
        .slice(0, EXCERPT)
        .join('')
}
