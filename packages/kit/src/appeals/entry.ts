import type { Progress, TimelineEntry } from '@civicgrid/sdk'
import type { Tell } from '../i18n/tell.ts'

export interface EntryWords {
  title: string
  /** Facts of the event, one a line. */
  facts: string[]
  /** Who did it, unless it was the resident. */
  by: string | null
}

/** Events that move the appeal on; the others are told more quietly. */
const TURNS: ReadonlySet<string> = new Set([
  'submitted',
  'accepted',
  'declined',
  'answered',
  'dispatched',
  'taken',
  'feedbackPassed',
  'rated',
  'rehandled',
  'withdrawn',
  'archived',
  'bounceUpheld',
])

export const isTurn = (entry: TimelineEntry): boolean => TURNS.has(entry.type)

/** A call is told by its clock: 14:05来电，未接通. */
const CALLS: Readonly<Record<string, 'entry.callMissed' | 'entry.callReached' | 'entry.callAgreed'>> = {
  notReached: 'entry.callMissed',
  reached: 'entry.callReached',
  agreedTime: 'entry.callAgreed',
}

function titleOf({ t, time, local, word }: Tell, { type, facts, actorRole, at }: TimelineEntry): string {
  if (type === 'contactAttempted' && facts.contactMeans === 'phone' && facts.contactResult)
    return t(CALLS[facts.contactResult] ?? 'event.contactAttempted', { clock: time().clock(at) })
  if (type === 'dispatched' && facts.toBody) return t('entry.dispatched', { body: local(facts.toBody) })
  if (type === 'contactViewed') return t('entry.viewed', { role: actorRole ? word('role', actorRole) : '' })
  if (type === 'verifiedOnSite' && facts.passed === false) return t('entry.verifiedBad')
  return word('event', type)
}

function factsOf({ t, time, local, word }: Tell, { type, facts }: TimelineEntry, now: number): string[] {
  const lines: (string | false | undefined)[] = [
    type === 'classified' && facts.category && t('entry.category', { category: local(facts.category) }),
    facts.ground && t('entry.ground', { ground: local(facts.ground) }),
    facts.contactResult &&
      facts.contactMeans !== 'phone' &&
      t('entry.contact', {
        means: word('contactMeans', facts.contactMeans ?? 'phone'),
        result: word('contactResult', facts.contactResult),
      }),
    facts.agreedAt && t('entry.agreed', { when: time().moment(facts.agreedAt, now) }),
    facts.days !== undefined && t('entry.days', { days: facts.days }),
    facts.outcome && t('entry.outcome', { outcome: word('outcome', facts.outcome) }),
    facts.satisfaction &&
      facts.solved &&
      t('entry.rating', {
        solved: word('solvedAnswer', facts.solved),
        satisfaction: word('satisfaction', facts.satisfaction),
      }),
    (type === 'dispatched' || type === 'extensionGranted') &&
      facts.dueAt &&
      t('entry.due', { when: time().promise(facts.dueAt, now) }),
  ]
  return lines.filter((line): line is string => typeof line === 'string' && line !== '')
}

/** How one event of the timeline is told to a resident. @param now epoch milliseconds @param acting who acts for whom */
export function entryWords(tell: Tell, entry: TimelineEntry, now: number, acting: string | null = null): EntryWords {
  const { local, word } = tell
  const { actorRole, body, actorName } = entry
  const role = actorRole && actorRole !== 'resident' && actorRole !== 'system' ? word('role', actorRole) : null
  const by =
    actorRole === 'agent' && acting
      ? acting
      : role && entry.type !== 'contactViewed'
        ? [body ? local(body) : null, role, actorName].filter(Boolean).join(' ')
        : null
  return { title: titleOf(tell, entry), facts: factsOf(tell, entry, now), by }
}

/** 王某 代 李某 办理: who acts and for whom, where somebody does; a name that is not told is the part they play. */
export function actingWords(
  { t, word }: Pick<Tell, 't' | 'word'>,
  { acting }: Pick<Progress, 'acting'>,
): string | null {
  if (!acting) return null
  return t('acting.both', {
    agent: acting.agent ?? word('role', 'agent'),
    principal: acting.principal ?? word('role', 'resident'),
  })
}
