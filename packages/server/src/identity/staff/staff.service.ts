import {
  CivicError,
  decideStaff,
  evolveStaff,
  grantsFor,
  NO_STAFF,
  type StaffActor,
  type StaffCommand,
  type StaffContext,
  type StaffInputs,
  type StaffState,
  type staffSchema,
} from '@civicgrid/contracts'
import type { z } from 'zod'
import { bodyFinder, type LoadedCity } from '../../city/index.ts'
import {
  append,
  command,
  conflict,
  createSubject,
  openId,
  readEvents,
  sealId,
  type Kernel,
  type Tx,
} from '../../kernel/index.ts'
import { findStaff, grantsOf, insertEmptyStaff, listStaff, saveStaff, type StaffRow } from './staff.store.ts'
import { historyOf, itemOf, STAFF_REF, staffRefOf, type StaffItem, type StaffView } from './staff.view.ts'

type In<Name extends keyof typeof staffSchema.staffAdminInputs> = z.output<(typeof staffSchema.staffAdminInputs)[Name]>
type Receipt = z.infer<typeof staffSchema.staffReceipt>
interface Given {
  readonly actor: StaffActor
  readonly idempotencyKey: string
}

/** Staff, their roles by jurisdiction, and from when until when. @throws CivicError FORBIDDEN, NOT_FOUND, VERSION_CONFLICT */
export interface StaffAdministration {
  list(actor: StaffActor, input: In<'list'>): Promise<{ items: StaffItem[]; nextCursor: string | null }>
  get(actor: StaffActor, ref: string): Promise<StaffView>
  add(given: Given, input: In<'add'>): Promise<Receipt>
  rename(given: Given, input: In<'rename'>): Promise<Receipt>
  switchOff(given: Given, input: In<'switchOff'>): Promise<Receipt>
  switchOn(given: Given, input: In<'switchOn'>): Promise<Receipt>
  grant(given: Given, input: In<'grant'>): Promise<Receipt>
  endGrant(given: Given, input: In<'endGrant'>): Promise<Receipt>
  /** A command on one of them, with what else it writes in the same unit of work. */
  change<Name extends Exclude<StaffCommand, 'add'>>(
    given: Given,
    name: Name,
    wire: { ref: string; expectedVersion: number },
    input: StaffInputs[Name],
    also: (tx: Tx, row: StaffRow) => Promise<void>,
  ): Promise<Receipt>
  /** A command of theirs on themselves. */
  changeOwn<Name extends Exclude<StaffCommand, 'add'>>(
    tx: Tx,
    id: number,
    name: Name,
    input: StaffInputs[Name],
  ): Promise<StaffRow>
}

export const STAFF_THING = 'staff'
const PAGE_LABEL = 'staff page'

export function createStaffAdministration({ kernel, city }: { kernel: Kernel; city: LoadedCity }): StaffAdministration {
  const { db, clock } = kernel
  const { tree } = city
  const rootPath = tree.pathOf(tree.root.code)
  const bodyOf = bodyFinder(city)
  const names = {
    area: (path: string) => tree.atPath(path)?.name ?? { 'zh-CN': path, en: path },
    body: (code: string) => bodyOf(code)?.name ?? { 'zh-CN': code, en: code },
  }

  /** @throws CivicError FORBIDDEN for whoever administers nothing */
  function areasOf(actor: StaffActor): string[] {
    const now = clock.now()
    const areas = actor.roles.flatMap((held) =>
      grantsFor(actor, 'administrator', held.areaPath, now).map(({ areaPath }) => areaPath),
    )
    if (areas.length === 0) throw new CivicError('FORBIDDEN', { message: 'administrators only' })
    return [...new Set(areas)]
  }

  const nobody = () => new CivicError('NOT_FOUND', { message: 'no such member of staff' })
  const within = (path: string, areas: readonly string[]) =>
    areas.some((area) => path === area || path.startsWith(`${area}/`))

  /** The member and how they stand, if the caller administers where they belong or hold a role. */
  async function found(tx: Pick<Tx, 'get' | 'all' | 'dialect' | 'keys'>, actor: StaffActor, ref: string) {
    const id = openId(db.keys, STAFF_REF, ref)
    const row = id === null ? undefined : await findStaff(tx, id)
    if (!row) throw nobody()
    const grants = await grantsOf(tx, row.id)
    const areas = areasOf(actor)
    const areaPath = row.areaPath ?? grants[0]?.areaPath ?? rootPath
    if (![areaPath, ...grants.map((held) => held.areaPath)].some((path) => within(path, areas))) throw nobody()
    const state: StaffState = { status: row.active ? 'active' : 'off', version: row.version, areaPath, grants }
    return { row, state, areas }
  }

  /** In the log a person acts on themselves without a role. */
  const roleIn = ({ own }: StaffContext) => (own ? null : 'administrator')

  async function write<Name extends StaffCommand>(
    tx: Tx,
    actor: Pick<StaffActor, 'id'>,
    name: Name,
    input: StaffInputs[Name],
    row: StaffRow,
    before: StaffState,
    context: StaffContext,
  ): Promise<Receipt> {
    const drafts = [...decideStaff(before, name, input as never, context)]
    // Staff of before: their chain begins with what was found.
    if (before.status !== null && before.version === 0) {
      const { areaPath, status, grants } = before
      drafts.unshift({ type: 'found', data: { areaPath, active: status === 'active', grants } })
    }
    const subjectId = row.subjectId ?? (await createSubject(tx))
    const head = await append(tx, {
      thingKind: STAFF_THING,
      thingId: row.id,
      expectedVersion: before.version,
      prevHash: row.headHash,
      events: drafts.map(({ type, data, personal }) => ({
        type,
        data,
        visibility: 'staff' as const,
        ...(personal ? { personal, subjectId } : {}),
      })),
      actor: { kind: 'staff', id: actor.id, role: roleIn(context) },
      jurisdiction: before.areaPath || ('areaPath' in input ? input.areaPath : rootPath),
      now: context.now,
    })
    const state = drafts.reduce(
      (next, { type, data }) =>
        evolveStaff(next, {
          type,
          data,
          seq: next.version + 1,
          at: context.now,
          actor: { kind: 'staff', id: actor.id, role: roleIn(context) },
        }),
      before.version === 0 ? NO_STAFF : before,
    )
    const profile = 'name' in input ? { name: input.name, phone: input.phone } : { name: row.name, phone: row.phone }
    if (!(await saveStaff(tx, { ...row, subjectId }, profile, before, state, head)))
      throw new CivicError('VERSION_CONFLICT', { changes: { version: row.version, events: [] } })
    return { ref: staffRefOf(db.keys, row.id), version: head.version }
  }

  function give<Name extends Exclude<StaffCommand, 'add'>>(
    { actor, idempotencyKey }: Given,
    name: Name,
    wire: { ref: string; expectedVersion: number },
    input: StaffInputs[Name],
    also?: (tx: Tx, row: StaffRow) => Promise<void>,
  ): Promise<Receipt> {
    const who = { kind: 'staff', id: actor.id, role: null } as const
    return command(kernel, { procedure: `staff.${name}`, actor: who, idempotencyKey, input: wire }, async (tx) => {
      const { row, state, areas } = await found(tx, actor, wire.ref)
      if (state.version !== wire.expectedVersion) throw await conflict(tx, STAFF_THING, row.id, wire.expectedVersion)
      const context: StaffContext = { now: clock.now(), areas, own: row.id === actor.id }
      const receipt = await write(tx, actor, name, input, row, state, context)
      await also?.(tx, (await findStaff(tx, row.id)) ?? row)
      return receipt
    })
  }

  /** @throws CivicError BAD_INPUT for an area or a body that the city does not have */
  function demandKnown(areaPath: string, bodyCode: string | null): void {
    if (!tree.atPath(areaPath)) throw new CivicError('BAD_INPUT', { fields: { areaPath: 'unknown' } })
    if (bodyCode !== null && !(city.bodiesInForce?.() ?? city.bodies).some(({ code }) => code === bodyCode))
      throw new CivicError('BAD_INPUT', { fields: { bodyCode: 'unknown' } })
  }
  const at = (instant: string | null | undefined): number | null => (instant ? Date.parse(instant) : null)
  const view = (row: StaffRow, state: Pick<StaffState, 'areaPath' | 'grants'>, actor: StaffActor) =>
    itemOf(row, state, { ref: staffRefOf(db.keys, row.id), own: row.id === actor.id, now: clock.now(), names })

  return {
    async list(actor, { words, role, bodyCode, cursor, limit }) {
      const areas = areasOf(actor)
      const after = cursor ? openId(db.keys, PAGE_LABEL, cursor) : 0
      if (after === null) throw new CivicError('BAD_INPUT', { fields: { cursor: 'format' } })
      const filter = { areas, rootPath, words, role: role ?? null, bodyCode: bodyCode ?? null }
      const rows = await listStaff(db.read, filter, after, limit + 1)
      const shown = rows.slice(0, limit)
      const items: StaffItem[] = []
      for (const row of shown) {
        const grants = await grantsOf(db.read, row.id)
        items.push(view(row, { areaPath: row.areaPath ?? grants[0]?.areaPath ?? rootPath, grants }, actor))
      }
      const last = shown.at(-1)
      return { items, nextCursor: rows.length > limit && last ? sealId(db.keys, PAGE_LABEL, last.id) : null }
    },

    async get(actor, ref) {
      const { row, state } = await found(db.read, actor, ref)
      const events = await readEvents(db.read, STAFF_THING, row.id, { personal: false })
      return {
        ...view(row, state, actor),
        version: row.version,
        history: await historyOf(db.read, events, state.grants, names.area),
      }
    },

    add({ actor, idempotencyKey }, input) {
      demandKnown(input.areaPath, null)
      const who = { kind: 'staff', id: actor.id, role: null } as const
      return command(kernel, { procedure: 'staff.add', actor: who, idempotencyKey, input }, async (tx) => {
        const context: StaffContext = { now: clock.now(), areas: areasOf(actor), own: false }
        const id = await insertEmptyStaff(tx, input.name)
        const row = await findStaff(tx, id)
        if (!row) throw nobody()
        return write(tx, actor, 'add', input, row, NO_STAFF, context)
      })
    },
    rename: (given, input) => give(given, 'rename', input, { name: input.name, phone: input.phone }),
    switchOff: (given, input) => give(given, 'switchOff', input, {}),
    switchOn: (given, input) => give(given, 'switchOn', input, {}),
    grant(given, input) {
      const { role, areaPath } = input
      const bodyCode = input.bodyCode ?? null
      demandKnown(areaPath, bodyCode)
      return give(given, 'grant', input, {
        role,
        areaPath,
        bodyCode,
        from: at(input.from) ?? clock.now(),
        until: at(input.until),
      })
    },
    change: give,
    async changeOwn(tx, id, name, input) {
      const row = await findStaff(tx, id)
      if (!row) throw nobody()
      const grants = await grantsOf(tx, id)
      const areaPath = row.areaPath ?? grants[0]?.areaPath ?? rootPath
      const state: StaffState = { status: row.active ? 'active' : 'off', version: row.version, areaPath, grants }
      await write(tx, { id }, name, input, row, state, { now: clock.now(), areas: [], own: true })
      return (await findStaff(tx, id)) ?? row
    },
    endGrant: (given, input) => give(given, 'endGrant', input, { no: input.no, until: at(input.until) ?? clock.now() }),
  }
}
