/** Who did it. Ids are internal; a role is the one under which the actor acted. */
export interface EventActor {
  readonly kind: 'resident' | 'staff' | 'integration' | 'partner' | 'system'
  readonly id: number | null
  readonly role: string | null
}

/**
 * public: strangers too; parties: the people concerned and staff; staff: staff alone; guarded: the person concerned and
 * those of staff whom the capability names. Who lost a race is never told of guarded events, whoever it is.
 */
export type Visibility = 'public' | 'parties' | 'staff' | 'guarded'

export interface NewEvent {
  readonly type: string
  readonly visibility: Visibility
  /** Facts without personal data, kept for ever in the clear. */
  readonly data?: object | null
  /** What a person said or is called: encrypted by the subject's key, gone after the erasure. Needs `subjectId`. */
  readonly personal?: object | null
  readonly subjectId?: number | null
}

export interface Append {
  readonly thingKind: string
  readonly thingId: number
  /** The seq of the thing's last event; 0 before the first. */
  readonly expectedVersion: number
  /** The hash of the thing's last event; null before the first. */
  readonly prevHash: Uint8Array | null
  readonly events: readonly NewEvent[]
  readonly actor: EventActor
  readonly jurisdiction: string
  /** Epoch milliseconds. */
  readonly now: number
}

/** What the thing's own row must say after an append. */
export interface Head {
  readonly version: number
  readonly headHash: Buffer
}

/** An event as it is given back. */
export interface StoredEvent {
  readonly id: number
  /** Its place in the log; null for a moment on PostgreSQL, until the sequencer has given it one. */
  readonly position: number | null
  readonly thingKind: string
  readonly thingId: number
  readonly seq: number
  readonly type: string
  /** Epoch milliseconds. */
  readonly at: number
  readonly actor: EventActor
  readonly visibility: Visibility
  readonly jurisdiction: string
  readonly data: Record<string, unknown>
  /** null: there was none, it was not asked for, or it has been erased. */
  readonly personal: Record<string, unknown> | null
  /** There was a personal part, and its subject has been erased. */
  readonly erased: boolean
  readonly subjectId: number | null
}
