import {
  CivicError,
  decideBody,
  evolveBody,
  FOLDER_BODY,
  grantsFor,
  isWithin,
  NO_BODY,
  type Body,
  type bodyAdminInputs,
  type BodyCommand,
  type BodyContext,
  type bodyDetails,
  type BodyInputs,
  type bodyReceipt,
  type BodyState,
  type StaffActor,
} from '@civicgrid/contracts'
import type { z } from 'zod'
import {
  append,
  command,
  newCode,
  openId,
  readEvents,
  sealId,
  type Kernel,
  type Sql,
  type Tx,
} from '../kernel/index.ts'
import { bodiesNow, bodyFinder } from './bodies.now.ts'
import { bodyHistoryOf, bodyItemOf, type BodyItem } from './bodies.view.ts'
import { insertBody, listBodies, saveBody } from './bodies.store.ts'
import type { LoadedCity } from './load-city.ts'

type In<Name extends keyof typeof bodyAdminInputs> = z.output<(typeof bodyAdminInputs)[Name]>
type Receipt = z.infer<typeof bodyReceipt>
interface Given {
  readonly actor: StaffActor
  readonly idempotencyKey: string
}

/** Who works orders for the city. @throws CivicError FORBIDDEN, NOT_FOUND, VERSION_CONFLICT, BAD_INPUT, NOT_ALLOWED_NOW */
export interface Bodies {
  /** The city with its bodies as they are now. */
  readonly city: LoadedCity
  /** Reads again what another process may have changed. */
  refresh(): Promise<void>
  list(actor: StaffActor, input: In<'list'>): Promise<{ items: BodyItem[]; nextCursor: string | null }>
  get(actor: StaffActor, code: string): Promise<z.infer<typeof bodyDetails>>
  add(given: Given, input: In<'add'>): Promise<Receipt>
  change(given: Given, input: In<'change'>): Promise<Receipt>
  switchOff(given: Given, input: In<'switchOff'>): Promise<Receipt>
  switchOn(given: Given, input: In<'switchOn'>): Promise<Receipt>
}

export interface BodiesOptions {
  readonly kernel: Kernel
  readonly city: LoadedCity
  /** Who changed something. */
  readonly staffNames: (sql: Sql, ids: Iterable<number>) => Promise<Map<number, string>>
}

export const BODY_THING = 'body'
const PAGE_LABEL = 'body page'

export function createBodies({ kernel, city: loaded, staffNames }: BodiesOptions): Bodies {
  const { db, clock, random } = kernel
  const { tree } = loaded
  const now = bodiesNow(loaded.bodies, tree, clock.now)
  const city: LoadedCity = {
    ...loaded,
    get bodies() {
      return now.all()
    },
    bodiesInForce: now.inForce,
  }
  const find = bodyFinder(city)

  const refresh = async (): Promise<void> => now.take(await listBodies(db.read))

  /** @throws CivicError FORBIDDEN for whoever administers nothing */
  function areasOf(actor: StaffActor): string[] {
    const at = clock.now()
    const areas = actor.roles.flatMap((held) =>
      grantsFor(actor, 'administrator', held.areaPath, at).map(({ areaPath }) => areaPath),
    )
    if (areas.length === 0) throw new CivicError('FORBIDDEN', { message: 'administrators only' })
    return [...new Set(areas)]
  }
  const serves = (body: Body): string[] => body.areas.map((area) => tree.pathOf(area))
  const touches = (body: Body, areas: readonly string[]) =>
    serves(body).some((path) => areas.some((area) => isWithin(path, area) || isWithin(area, path)))

  const view = (body: Body, areas: readonly string[]) =>
    bodyItemOf(body, now.kept(body.code), { now: clock.now(), areas, tree })

  /** Writes what a command makes. @param code a new one for `add` */
  async function write<Name extends BodyCommand>(
    tx: Tx,
    actor: StaffActor,
    code: string,
    expectedVersion: number,
    name: Name,
    input: BodyInputs[Name],
    context: Omit<BodyContext, 'now' | 'areas'>,
  ): Promise<Receipt> {
    const kept = (await listBodies(tx)).find((body) => body.code === code)
    const before: BodyState = kept ?? (name === 'add' ? NO_BODY : FOLDER_BODY)
    const clash = () => new CivicError('VERSION_CONFLICT', { changes: { version: kept?.version ?? 0, events: [] } })
    if (before.version !== expectedVersion) throw clash()
    const at = clock.now()
    const drafts = [...decideBody(before, name, input as never, { ...context, now: at, areas: areasOf(actor) })]
    // One of the folder's: its chain begins with having been found there.
    if (before === FOLDER_BODY) drafts.unshift({ type: 'bodyFound', data: {} })
    const id = kept?.id ?? (await insertBody(tx, code))
    if (id === null) throw clash()
    const by = { kind: 'staff', id: actor.id, role: 'administrator' } as const
    const head = await append(tx, {
      thingKind: BODY_THING,
      thingId: id,
      expectedVersion: before.version,
      prevHash: kept?.headHash ?? null,
      events: drafts.map(({ type, data }) => ({ type, data, visibility: 'staff' as const })),
      actor: by,
      jurisdiction: context.serves[0] ?? tree.pathOf(tree.root.code),
      now: at,
    })
    const state = drafts.reduce(
      (next, { type, data }) => evolveBody(next, { type, data, seq: next.version + 1, at, actor: by }),
      before === FOLDER_BODY ? NO_BODY : before,
    )
    await saveBody(tx, id, state, head)
    return { code, version: head.version }
  }

  async function give(
    { actor, idempotencyKey }: Given,
    name: BodyCommand,
    wire: object,
    work: (tx: Tx) => Promise<Receipt>,
  ): Promise<Receipt> {
    const who = { kind: 'staff', id: actor.id, role: null } as const
    const receipt = await command(
      kernel,
      { procedure: `bodies.${name}`, actor: who, idempotencyKey, input: wire },
      work,
    )
    await refresh()
    return receipt
  }

  /** @throws CivicError NOT_FOUND */
  function known(code: string): Body {
    const body = find(code)
    if (!body) throw new CivicError('NOT_FOUND', { message: 'no such body' })
    return body
  }
  const onOne = <Name extends Exclude<BodyCommand, 'add'>>(
    given: Given,
    name: Name,
    wire: { code: string; expectedVersion: number },
    input: BodyInputs[Name],
  ): Promise<Receipt> =>
    give(given, name, wire, (tx) => {
      const body = known(wire.code)
      const context = { serves: serves(body), shown: { name: body.name, phone: body.phone ?? null } }
      return write(tx, given.actor, wire.code, wire.expectedVersion, name, input, context)
    })
  const ms = (instant: string | null | undefined): number => (instant ? Date.parse(instant) : clock.now())

  return {
    city,
    refresh,

    async list(actor, { words, kind, state, cursor, limit }) {
      const areas = areasOf(actor)
      const after = cursor ? openId(db.keys, PAGE_LABEL, cursor) : 0
      if (after === null) throw new CivicError('BAD_INPUT', { fields: { cursor: 'format' } })
      const wanted = words.toLowerCase()
      const items: BodyItem[] = []
      // Places in the whole list, which only grows at its end: nothing is shown twice, and nothing left out.
      for (const [i, body] of city.bodies.entries()) {
        if (i < after || !touches(body, areas) || (kind && body.kind !== kind)) continue
        if (wanted && !Object.values(body.name).some((name) => name.toLowerCase().includes(wanted))) continue
        const item = view(body, areas)
        if (state && item.state !== state) continue
        if (items.length === limit) return { items, nextCursor: sealId(db.keys, PAGE_LABEL, i) }
        items.push(item)
      }
      return { items, nextCursor: null }
    },

    async get(actor, code) {
      const areas = areasOf(actor)
      const body = known(code)
      if (!touches(body, areas)) throw new CivicError('NOT_FOUND', { message: 'no such body' })
      const kept = now.kept(code)
      const events = kept ? await readEvents(db.read, BODY_THING, kept.id, { personal: false }) : []
      const names = await staffNames(
        db.read,
        events.flatMap(({ actor }) => actor.id ?? []),
      )
      return {
        ...view(body, areas),
        history: bodyHistoryOf(events, names),
      }
    },

    async add(given, input) {
      const { areaPaths, kind, name, phone, outsourced, from } = input
      const codes = areaPaths.map((path) => tree.atPath(path)?.code)
      if (codes.includes(undefined)) throw new CivicError('BAD_INPUT', { fields: { areaPaths: 'unknown' } })
      // What goes to the own body of a place has to find one.
      const own = city.bodies.some(
        (body) => body.kind !== 'department' && body.areas.some((area) => codes.includes(area)),
      )
      if (kind !== 'department' && own) throw new CivicError('BAD_INPUT', { fields: { areaPaths: 'taken' } })
      const code = `b-${newCode(random).toLowerCase()}`
      const made = { kind, areaPaths: [...new Set(areaPaths)], outsourced, name, phone, from: ms(from) }
      return give(given, 'add', input, (tx) =>
        write(tx, given.actor, code, 0, 'add', made, { serves: areaPaths, shown: { name, phone } }),
      )
    },
    change: (given, input) => onOne(given, 'change', input, { name: input.name, phone: input.phone }),
    switchOff: (given, input) =>
      onOne(given, 'switchOff', input, {
        from: ms(input.from),
        until: input.until ? Date.parse(input.until) : null,
      }),
    switchOn: (given, input) => onOne(given, 'switchOn', input, {}),
  }
}
