import {
  actorFor,
  CivicError,
  maskedName,
  mayRead,
  seesGuarded,
  type Actor,
  type AppealState,
  type contactView,
} from '@civicgrid/contracts'
import type { z } from 'zod'
import { actingOn } from '../authorities/index.ts'
import { profileOfResident, staffNames } from '../identity/people.service.ts'
import { readEvents, type Kernel } from '../kernel/index.ts'
import { notThere, readCode, type AppealCommands, type Given } from './appeals.command.service.ts'
import { hasContact, openContact } from './appeals.contact.store.ts'
import type { AppealCity } from './appeals.context.ts'
import type { WireInput } from './appeals.inputs.ts'
import { appealFiles, NO_FILES, THING, type SignPhoto } from './appeals.photos.ts'
import { findPressure, knownTo, withPressure } from './appeals.pressure.ts'
import { viaOfResident } from './appeals.sources.ts'
import { externalIdsOf } from './appeals.sources.store.ts'
import { findAppeal, type ShownAppeal } from './appeals.store.ts'
import { photosOf as photosIn, representedIn, wordsShown, type AppealEvent } from './appeals.timeline.ts'
import { progressOf, workOrderOf, type ProgressView, type ViewContext, type WorkOrderView } from './appeals.view.ts'

export interface AppealReads {
  /** @returns the appeal's id, for what stands beside it. @throws CivicError NOT_FOUND beyond the caller's reach */
  readable(actor: Actor, code: string): Promise<number>
  /** The body that the city proposes for an order; null where it names none. @throws CivicError NOT_FOUND */
  ownerOf(actor: Actor, code: string): Promise<string | null>
  /** One appeal for its resident, or for staff who may read it. */
  progress(actor: Actor, code: string): Promise<ProgressView>
  /**
   * Where it stands for this reader, for a live stream: `position` is another one whenever they would see something new.
   * @throws CivicError NOT_FOUND beyond the caller's reach
   */
  livePosition(actor: Actor, code: string): Promise<LivePosition>
  /** One order for staff who may read it. */
  workOrder(actor: Actor, code: string): Promise<WorkOrderView>
  /** Whom to call. The look is an event that the resident reads; the contact itself is in no record of the answer. */
  viewContact(given: Given, input: WireInput<'viewContact'>): Promise<z.infer<typeof contactView>>
}

export interface LivePosition {
  readonly id: number
  readonly position: string
  /** Archived: nothing more happens to it. */
  readonly over: boolean
}

export interface ReadDeps {
  readonly kernel: Kernel
  readonly city: AppealCity
  readonly sign: SignPhoto
  readonly commands: Pick<AppealCommands, 'give'>
}

/** How long after a look the same answer may be fetched again without another look: a lost response, not a second one. */
const SAME_LOOK_MS = 120_000

export function createAppealReads({ kernel, city, sign, commands }: ReadDeps): AppealReads {
  const { db, clock } = kernel

  /** The appeal, and the caller on it: as themselves, or in the place of the one whose it is. */
  async function find(sender: Actor, typed: string, now: number): Promise<{ appeal: ShownAppeal; actor: Actor }> {
    const appeal = await findAppeal(db.read, readCode(typed))
    if (!appeal) throw notThere()
    const actor = await actingOn(db.read, sender, appeal.state, now)
    if (!mayRead(appeal.state, actor, now)) throw notThere()
    const { pressed } = appeal
    const beside = pressed === null ? undefined : { openAt: pressed || null }
    return { appeal: { ...appeal, state: knownTo(appeal.state, beside, actor, now) }, actor }
  }

  async function load(
    actor: Actor,
    appeal: ShownAppeal,
    now: number,
  ): Promise<{ events: readonly AppealEvent[]; context: ViewContext }> {
    const inside = actor.kind === 'staff' || actor.kind === 'system'
    const readable = wordsShown(inside)
    // Whom the sender spoke for is opened for the sender alone; staff learn it by a look at the contact.
    const named = appeal.state.forAnother && !inside
    const guarded = seesGuarded(appeal.state, actor, now)
    const own = await readEvents(db.read, THING, appeal.id, {
      personal: (type) => readable(type) || (named && type === 'submitted'),
    })
    const events = guarded && appeal.pressed !== null ? await withPressure(db.read, appeal.id, own) : own
    const files = events.some((event) => photosIn(event).length > 0 || 'recordings' in event.data)
      ? await appealFiles(db.read, appeal.id, sign, now)
      : NO_FILES
    const names = inside
      ? await staffNames(
          db.read,
          events.flatMap(({ actor: by }) => (by.kind === 'staff' && by.id !== null ? [by.id] : [])),
        )
      : NOBODY
    return {
      events,
      context: {
        city,
        text: appeal.text,
        ...files,
        names,
        inside,
        guarded,
        now,
        caller: actor,
        acting: await bothNames(appeal.state),
        externalId: viaOfResident(actor) ? (await externalIdsOf(db.read, [appeal.id])).get(appeal.id) : undefined,
      },
    }
  }

  /** The family names of who acts and for whom, where somebody does. */
  async function bothNames({ agentId, residentId }: AppealState): Promise<ViewContext['acting']> {
    if (agentId === null || residentId === null) return null
    const [agent, principal] = [await profileOfResident(db.read, agentId), await profileOfResident(db.read, residentId)]
    return { agent: agent && maskedName(agent.name), principal: principal && maskedName(principal.name) }
  }

  async function representedOf(appealId: number): Promise<ReturnType<typeof representedIn>> {
    const events = await readEvents(db.read, THING, appealId, { personal: (type) => type === 'submitted' })
    return representedIn(events.find(({ type }) => type === 'submitted'))
  }

  return {
    async readable(actor, code) {
      return (await find(actor, code, clock.now())).appeal.id
    },

    async ownerOf(actor, code) {
      const { category, areaPath } = (await find(actor, code, clock.now())).appeal.state
      return city.owner(category, areaPath)?.body.code ?? null
    },

    async progress(caller, code) {
      const now = clock.now()
      const { appeal, actor } = await find(caller, code, now)
      const { events, context } = await load(actor, appeal, now)
      return progressOf(appeal, events, context)
    },

    async livePosition(caller, code) {
      const now = clock.now()
      const { appeal, actor } = await find(caller, code, now)
      const { id, state, pressed } = appeal
      const beside = pressed !== null && seesGuarded(state, actor, now) ? await findPressure(db.read, id) : undefined
      const position = beside ? `${state.version}.${beside.version}` : String(state.version)
      return { id, position, over: state.status === 'archived' }
    },
    async workOrder(caller, code) {
      const now = clock.now()
      const { appeal, actor } = await find(caller, code, now)
      const { events, context } = await load(actor, appeal, now)
      const contact = appeal.state.residentId !== null || (await hasContact(db.read, appeal.id))
      return workOrderOf(appeal, events, context, contact)
    },

    async viewContact(given, input) {
      const receipt = await commands.give('viewContact', 'workOrders.viewContact', given, input)
      const now = clock.now()
      const { appeal } = await find(given.actor, input.code, now)
      const mayStill = actorFor(appeal.state, given.actor, 'viewContact', now)
      if (!mayStill || now - Date.parse(receipt.at) > SAME_LOOK_MS)
        throw new CivicError('NOT_ALLOWED_NOW', { message: 'that look is over; look again' })
      const { residentId } = appeal.state
      const left =
        (await openContact(db.read, appeal.id)) ??
        (residentId === null ? null : await profileOfResident(db.read, residentId))
      const onBehalfOf = appeal.state.forAnother ? await representedOf(appeal.id) : null
      const { agentId } = appeal.state
      const agent = agentId === null ? null : await profileOfResident(db.read, agentId)
      return {
        name: left?.name ?? null,
        phone: left?.phone ?? null,
        onBehalfOf,
        agent: agentId === null ? null : { name: agent?.name ?? null, phone: agent?.phone ?? null },
        receipt,
      }
    },
  }
}

const NOBODY: ReadonlyMap<number, string> = new Map()
