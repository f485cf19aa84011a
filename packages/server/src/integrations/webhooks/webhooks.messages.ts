import {
  eventStepOf,
  WEBHOOK_APPEAL_EVENTS,
  WEBHOOK_PAUSED,
  WEBHOOK_TEST,
  wantsType,
  type WebhookPause,
} from '@civicgrid/contracts'
import type { Sql, StoredEvent } from '../../kernel/index.ts'

/** How an appeal is known to the integration that sent it. */
export interface SentThrough {
  readonly integrationId: number
  readonly code: string
  /** What the partner calls it. */
  readonly externalId: string | null
}

/** Those of these appeals that an integration sent and may be told of now. */
export type SentThroughOf = (
  sql: Sql,
  appealIds: readonly number[],
  now: number,
) => Promise<ReadonlyMap<number, SentThrough>>

const TOLD: ReadonlySet<string> = new Set(WEBHOOK_APPEAL_EVENTS)
export const isTold = ({ thingKind, type }: Pick<StoredEvent, 'thingKind' | 'type'>): boolean =>
  thingKind === 'appeal' && TOLD.has(type)

export const typeOf = (event: Pick<StoredEvent, 'type'>): string => `appeal.${event.type}`
const iso = (at: number): string => new Date(at).toISOString()

/**
 * What a message says of an event: that it happened, to what, and in which order. Facts of the log alone, and of those two
 * that a resident reads in one word; whoever is told asks for the rest with the resident's token. What the partner calls it
 * is added when it is sent, and kept in one place, where it is erased with the account.
 */
export function messageOf(event: StoredEvent, { code }: SentThrough): string {
  const { outcome, dueAt } = event.data
  return JSON.stringify({
    type: typeOf(event),
    timestamp: iso(event.at),
    data: {
      code,
      externalId: null,
      sequence: event.seq,
      step: eventStepOf(event.type)?.step ?? null,
      ...(typeof outcome === 'string' ? { outcome } : {}),
      ...(event.type === 'extensionGranted' && typeof dueAt === 'number' ? { dueAt: iso(dueAt) } : {}),
    },
  })
}

/** @param body as `messageOf` wrote it */
export const withExternalId = (body: string, externalId: string | null): string =>
  body.replace('"externalId":null', () => `"externalId":${JSON.stringify(externalId)}`)

export const testMessage = (now: number): string =>
  JSON.stringify({ type: WEBHOOK_TEST, timestamp: iso(now), data: { sequence: 1 } })

/** Word to the partner's other endpoints: this one is sent nothing any more. */
export const pausedMessage = (host: string, why: WebhookPause, now: number): string =>
  JSON.stringify({ type: WEBHOOK_PAUSED, timestamp: iso(now), data: { host, why } })

export const isWanted = (types: readonly string[], event: StoredEvent): boolean => wantsType(types, typeOf(event))
