import { chineseCalendar } from '../clock/chinese-calendar.ts'
import type { Actor, StaffActor } from '../identity/actor.ts'
import type { EventDraft, PastEvent } from '../kernel/machine.ts'
import type { AppealCommand, AppealInputs } from './appeal.commands.ts'
import type { StaffRole } from './appeal.constants.ts'
import type { AppealContext, AppealRules } from './appeal.context.ts'
import { decideAppeal, evolveAppeal } from './appeal.machine.ts'
import { actorFor } from './appeal.policy.ts'
import { NO_APPEAL, type AppealState } from './appeal.state.ts'

/** A city's rules and a few people, for tests of the machine alone. */
export const CALENDAR = chineseCalendar({
  utcOffsetMinutes: 480,
  workingHours: [
    [540, 720],
    [810, 1050],
  ],
})

export const RULES: AppealRules = {
  limits: {
    accept: { amount: 4, unit: 'workingHours' },
    firstContact: { amount: 1, unit: 'workingDays' },
    result: { amount: 5, unit: 'workingDays' },
    bounceRuling: { amount: 1, unit: 'workingDays' },
    review: { amount: 1, unit: 'workingDays' },
  },
  photoRequired: false,
  verifyOnSite: false,
  separatePeople: false,
  departmentDuty: false,
  urging: true,
  rehandleDays: 15,
  rehandleTimes: 2,
  extensionDays: 5,
  archiveAfterDays: 30,
  grounds: { decline: ['court'], bounce: ['notOurs'], extension: ['parts'] },
}

const staff = (id: number, role: StaffRole, bodyCode: string | null = null, areaPath = '/city'): StaffActor => ({
  kind: 'staff',
  id,
  name: `${role} ${id}`,
  roles: [{ role, areaPath, bodyCode, from: 0, until: null }],
})

export const PEOPLE = {
  resident: { kind: 'resident', id: 1, jurisdiction: '/city' },
  stranger: { kind: 'resident', id: 2, jurisdiction: '/city' },
  guest: { kind: 'guest' },
  system: { kind: 'system', name: 'clock' },
  operator: staff(10, 'operator'),
  water: staff(20, 'handler', 'water'),
  roads: staff(21, 'handler', 'roads'),
  reviewer: staff(30, 'reviewer'),
  otherReviewer: staff(31, 'reviewer'),
  supervisor: staff(40, 'supervisor'),
  officer: staff(50, 'gridOfficer', 'grid1', '/city/east'),
  publisher: staff(80, 'publisher'),
  administrator: staff(90, 'administrator'),
  elsewhere: staff(60, 'operator', null, '/town'),
} satisfies Record<string, Actor>

export const SUBMIT: AppealInputs['submit'] = {
  kind: 'complain',
  category: 'streetlight',
  channel: 'portal',
  jurisdiction: '/city',
  areaPath: '/city/east/grid1',
  residentId: 1,
  source: null,
  externalId: null,
  agentId: null,
  anonymous: false,
  consent: false,
  photos: [],
  text: 'the street light is out',
  address: null,
  point: null,
  contact: null,
  occurredAt: null,
  contactPreference: 'any',
  shownPlace: 'exact',
  recordings: [],
  onBehalfOf: null,
}

/** One appeal and its log in memory; commands go through the policy and the machine as in the server. */
export class Loop {
  state: AppealState = NO_APPEAL
  readonly log: PastEvent[] = []
  now: number
  rules: AppealRules

  constructor(now = Date.parse('2026-03-02T01:30:00Z'), rules: Partial<AppealRules> = {}) {
    this.now = now
    this.rules = { ...RULES, ...rules }
  }

  get context(): Omit<AppealContext, 'actor'> {
    return { now: this.now, calendar: CALENDAR, rules: this.rules }
  }

  /** @throws CivicError as the server would; `Error('nobody')` where the policy knows no role for it. */
  give<Command extends AppealCommand>(
    by: Actor,
    command: Command,
    input: AppealInputs[Command],
  ): readonly EventDraft[] {
    const at = command === 'submit' ? { ...this.state, areaPath: SUBMIT.areaPath } : this.state
    const actor = actorFor(at, by, command, this.now)
    if (!actor) throw new Error('nobody')
    const drafts = decideAppeal(this.state, command, input, { ...this.context, actor })
    for (const { type, data } of drafts) {
      const event: PastEvent = { type, data, seq: this.log.length + 1, at: this.now, actor }
      this.log.push(event)
      this.state = evolveAppeal(this.state, event)
    }
    return drafts
  }
}

/** Sent, accepted, with the water company, in hand. */
export function inHand(rules: Partial<AppealRules> = {}): Loop {
  const loop = new Loop(undefined, rules)
  loop.give(PEOPLE.resident, 'submit', SUBMIT)
  loop.give(PEOPLE.operator, 'accept', {})
  loop.give(PEOPLE.operator, 'dispatch', { bodyCode: 'water', bodyIsGrid: false, note: null })
  loop.give(PEOPLE.water, 'take', {})
  return loop
}

export const FEEDBACK: AppealInputs['giveFeedback'] = { outcome: 'solved', text: 'lamp replaced', photos: [] }

export const PUBLISH: AppealInputs['publish'] = {
  text: 'a street light was out',
  reply: 'it was replaced',
  pictures: [],
  pairs: [],
  place: 'rounded',
}

/** As `inHand`, and its result has reached the resident. */
export function answered(rules: Partial<AppealRules> = {}): Loop {
  const loop = inHand(rules)
  loop.give(PEOPLE.water, 'giveFeedback', FEEDBACK)
  loop.give(PEOPLE.reviewer, 'reviewFeedback', { pass: true, note: null })
  return loop
}
