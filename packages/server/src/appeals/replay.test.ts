import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { allowedActions, replayAppeal, schema, type Actor, type StaffActor } from '@civicgrid/contracts'
import { catchUp, readEvents, rebuild, type Reader } from '../kernel/index.ts'
import { keptByReaders, world, type World } from '../../test/appeals.ts'
import { eraseAppealsOf } from './appeals.erase.ts'
import type { StandingCommand, WireInput } from './appeals.inputs.ts'
import { THING } from './appeals.photos.ts'
import { findPressure, knownTo, PRESSURE_THING } from './appeals.pressure.ts'
import { findAppeal } from './appeals.store.ts'

/** Some input for a command; the machine may still refuse it. */
const INPUTS: { [Command in StandingCommand]: (draw: number) => Omit<WireInput<Command>, 'code' | 'expectedVersion'> } =
  {
    accept: () => ({}),
    decline: (draw) => ({ ground: draw % 3 ? 'court' : 'nonsense', text: '不属于受理范围' }),
    classify: (draw) => ({ kind: 'help', category: draw % 2 ? 'lamp' : 'building' }),
    answer: () => ({ outcome: 'explained', text: '答复', photos: [] }),
    dispatch: (draw) => ({
      bodyCode: ['water', 'roads', 'grid-e1', 'property'][draw % 4] ?? 'water',
      note: draw % 2 ? '请办理' : null,
    }),
    take: () => ({}),
    bounce: () => ({ ground: 'not-ours', note: null }),
    ruleBounce: (draw) => ({ uphold: draw % 2 === 0, note: null }),
    requestExtension: (draw) => ({ reason: 'parts', days: 1 + (draw % 4), note: null }),
    ruleExtension: (draw) => ({ grant: draw % 2 === 0, note: null }),
    contact: (draw) => ({ result: draw % 2 ? 'reached' : 'notReached', means: 'phone', agreedAt: null, note: null }),
    viewContact: () => ({}),
    giveFeedback: () => ({ outcome: 'solved', text: '办好了', photos: [] }),
    verifyOnSite: (draw) => ({ passed: draw % 4 !== 0, photos: [], note: null }),
    reviewFeedback: (draw) => ({ pass: draw % 4 !== 0, note: null }),
    rate: (draw) => ({ satisfaction: 'neutral', solved: draw % 2 ? 'notSolved' : 'partly', text: null, photos: [] }),
    rehandle: () => ({ text: '没解决', photos: [] }),
    supplement: () => ({ text: '补充说明', photos: [] }),
    urge: () => ({}),
    withdraw: () => ({ text: null }),
    archive: () => ({}),
    publish: () => ({ text: '路灯不亮了', reply: '已换新灯泡', pictures: [], pairs: [], place: 'rounded' }),
    unpublish: (draw) => ({ ground: draw % 2 ? 'unsuitable' : 'nonsense', note: null }),
    reportPressure: () => ({ text: '有人打电话来' }),
    passContent: () => ({ text: '看过了' }),
    settlePressure: () => ({ text: null }),
  }
const COMMANDS = Object.keys(INPUTS) as StandingCommand[]

interface Step {
  who: number
  command: number
  draw: number
  pause: number
  /** Rather something that is allowed than anything at all. */
  willing: boolean
}
const steps = fc.array(
  fc.record<Step>({
    who: fc.nat(99),
    command: fc.nat(99),
    draw: fc.nat(99),
    pause: fc.constantFrom(0, 60_000, 3_600_000, 86_400_000, 9 * 86_400_000),
    willing: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
  }),
  { minLength: 5, maxLength: 40 },
)

async function people(w: World): Promise<Actor[]> {
  const made: StaffActor[] = []
  for (const role of ['operator', 'operator', 'reviewer', 'reviewer', 'supervisor', 'supervisor', 'publisher'] as const)
    made.push(await w.staff(role))
  for (const body of ['water', 'water', 'roads', 'property']) made.push(await w.staff('handler', body))
  made.push(
    await w.staff('gridOfficer', 'grid-e1', '/tiny/east/eastern/e1'),
    await w.staff('gridOfficer', 'grid-w1', '/tiny/west/western/w1'),
  )
  return [
    ...made,
    await w.staff('operator', null, '/tiny/west'),
    await w.resident(),
    { kind: 'system', name: 'clock' },
    { kind: 'guest' },
  ]
}

/** One random life of an appeal. @returns its code */
async function live(w: World, everybody: Actor[], life: readonly Step[], category: string): Promise<string> {
  const li = await w.resident()
  const actors = [...everybody, li, li, li]
  const { code } = await w.as(li).appeals.submit({
    kind: 'complain',
    category,
    text: '路灯不亮了',
    consent: true,
    place: { point: { lng: 121.015, lat: 31.005 } },
  })
  for (const [nth, { who, command, draw, pause, willing }] of life.entries()) {
    w.kernel.clock.advance(pause)
    const appeal = await findAppeal(w.db.read, code)
    if (!appeal) throw new Error('the appeal is gone')
    const { state, id } = appeal
    const beside = await findPressure(w.db.read, id)
    const now = w.kernel.clock.now()
    const context = { now, calendar: w.city.calendar, rules: w.appeals.city.rules(state) }
    const allowedTo = (actor: Actor) => allowedActions(knownTo(state, beside, actor, now), actor, context)
    const choices = willing
      ? actors.flatMap((actor) =>
          allowedTo(actor)
            // Neighbours name it by its reference, on a path of their own (joins.test.ts).
            .filter((action): action is StandingCommand => Object.hasOwn(INPUTS, action))
            .map((action) => ({ actor, action })),
        )
      : actors.map((actor) => ({ actor, action: COMMANDS[command % COMMANDS.length] ?? 'accept' }))
    const choice = choices[(who * 100 + command) % Math.max(1, choices.length)]
    if (!choice) continue
    const allowed = allowedTo(choice.actor).includes(choice.action)
    const expectedVersion = draw % 10 === 0 ? state.version - 1 : state.version
    const input = { code, expectedVersion, ...INPUTS[choice.action](draw) }
    const given = { actor: choice.actor, idempotencyKey: `${code}-${nth}` }
    const outcome = await w.appeals.give(choice.action, 'test', given, input as WireInput<typeof choice.action>).then(
      () => 'done',
      () => 'refused',
    )
    if (outcome === 'done')
      expect(allowed && expectedVersion === state.version, `${choice.action} by ${choice.actor.kind}`).toBe(true)
    else {
      expect((await findAppeal(w.db.read, code))?.state, 'a refusal changes nothing').toEqual(state)
      expect(await findPressure(w.db.read, id)).toEqual(beside)
    }
  }
  return code
}

/** The view of progress.get, which the router lets through unchecked: this shape, and nothing besides. */
const VIEW = z.strictObject(schema.progressView.shape)

async function demandWhole(w: World, code: string): Promise<void> {
  const appeal = await findAppeal(w.db.read, code)
  const readers: Actor[] = [{ kind: 'system', name: 'test' }]
  if (appeal?.state.residentId) readers.push({ kind: 'resident', id: appeal.state.residentId, jurisdiction: '/tiny' })
  for (const reader of readers) {
    const view = await w.appeals.progress(reader, code)
    expect(VIEW.parse(view)).toEqual(view)
  }
  const events = await readEvents(w.db.read, THING, appeal?.id ?? 0)
  expect(appeal?.state).toEqual(replayAppeal(events))
  const beside = await findPressure(w.db.read, appeal?.id ?? 0)
  const reports = await readEvents(w.db.read, PRESSURE_THING, appeal?.id ?? 0)
  expect(beside?.version ?? 0).toBe(reports.length)
  const last = reports.at(-1)
  expect(beside?.openAt ?? null).toBe(last?.type === 'pressureReported' ? last.at : null)
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1))
  const columns = await w.db.read.get(
    'SELECT "version", "status", "category", "kind", "bodyCode" FROM "Appeal" WHERE "code" = ?',
    code,
  )
  const state = appeal?.state
  expect(columns).toEqual({
    version: events.length,
    status: state?.status,
    category: state?.category,
    kind: state?.kind,
    bodyCode: state?.order?.bodyCode ?? null,
  })
  expect(await w.findings(code)).toEqual([])
}

test('whatever whoever does whenever: replay gives the state, the chain verifies, readers keep what a rebuild gives, also after erasures', async () => {
  const w = await world()
  const everybody = await people(w)
  const codes: string[] = []
  await fc.assert(
    fc.asyncProperty(steps, fc.constantFrom('pipe', 'lamp', 'building', 'house'), async (life, category) => {
      const code = await live(w, everybody, life, category)
      await demandWhole(w, code)
      codes.push(code)
    }),
    { numRuns: 40, seed: 20260302, endOnFailure: true },
  )
  await w.settled()
  for (const code of codes.filter((_, i) => i % 3 === 0)) {
    const appeal = await findAppeal(w.db.read, code)
    await w.db.work((tx) => eraseAppealsOf(tx, appeal?.subjectId ?? 0, w.appeals.city, w.kernel.clock.now()))
  }
  for (const code of codes) await demandWhole(w, code)
  const before = await keptByReaders(w.db, w.appeals.city)
  expect(Object.keys(before.found).length).toBeGreaterThan(5)
  for (const reader of w.appeals.readers) await rebuilt(w, reader)
  expect(await keptByReaders(w.db, w.appeals.city)).toEqual(before)
  await w.close()
})

async function rebuilt(w: World, reader: Reader): Promise<void> {
  await rebuild(w.db, reader)
  await catchUp(w.db, reader)
}
