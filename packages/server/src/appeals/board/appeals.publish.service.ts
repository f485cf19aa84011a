import {
  actorFor,
  CivicError,
  findPersonal,
  mayRead,
  PUBLIC_PLACES,
  redact,
  type Actor,
  type publishDraft,
} from '@civicgrid/contracts'
import type { z } from 'zod'
import { filesOf } from '../../files/files.store.ts'
import { profileOfResident } from '../../identity/people.service.ts'
import { readEvents, type Kernel } from '../../kernel/index.ts'
import { publicFrom } from './appeals.public.ts'
import { notThere, readCode, type AppealCommands, type Given, type Receipt } from '../appeals.command.service.ts'
import { openContact } from '../appeals.contact.store.ts'
import type { AppealCity } from '../appeals.context.ts'
import type { WireInput } from '../appeals.inputs.ts'
import { appealFiles, THING, type SignPhoto } from '../appeals.photos.ts'
import { findAppeal, type ShownAppeal } from '../appeals.store.ts'
import { replyOf, representedIn } from '../appeals.timeline.ts'

/** 信息公示: what a publisher begins with, and putting what they confirmed on the board. */
export interface AppealPublish {
  /** @throws CivicError FORBIDDEN for all but publishers */
  publishDraft(actor: Actor, code: string): Promise<z.infer<typeof publishDraft>>
  /** @throws CivicError PERSONAL_DATA_LEFT, NO_CONSENT; BAD_INPUT for a photo that is not of this appeal */
  publish(given: Given, input: WireInput<'publish'>): Promise<Receipt>
}

export interface PublishDeps {
  readonly kernel: Kernel
  readonly city: AppealCity
  readonly sign: SignPhoto
  readonly commands: Pick<AppealCommands, 'give'>
}

export function createAppealPublish({ kernel, city, sign, commands }: PublishDeps): AppealPublish {
  const { db, clock } = kernel

  async function find(actor: Actor, typed: string, now: number): Promise<ShownAppeal> {
    const appeal = await findAppeal(db.read, readCode(typed))
    if (!appeal || !mayRead(appeal.state, actor, now)) throw notThere()
    if (!actorFor(appeal.state, actor, 'publish', now))
      throw new CivicError('FORBIDDEN', { message: 'publishers only' })
    return appeal
  }

  /** Names and numbers of those concerned, which no pattern could tell; the publisher never sees them as such. */
  async function knownOf({ id, state }: ShownAppeal): Promise<string[]> {
    const contact = await openContact(db.read, id)
    const profile = state.residentId === null ? null : await profileOfResident(db.read, state.residentId)
    const events = state.forAnother
      ? await readEvents(db.read, THING, id, { personal: (type) => type === 'submitted' })
      : []
    const names = [contact?.name, contact?.phone, profile?.name, profile?.phone, representedIn(events[0])?.name]
    return names.flatMap((name) => (name ? [name] : []))
  }

  const proposal = (original: string, known: readonly string[]) => ({
    original,
    proposed: redact(original, known),
    found: findPersonal(original, known),
  })

  return {
    async publishDraft(actor, code) {
      const now = clock.now()
      const appeal = await find(actor, code, now)
      const { id, state, text } = appeal
      const known = await knownOf(appeal)
      const events = await readEvents(db.read, THING, id, { personal: (type) => OPENED.has(type) })
      const files = await appealFiles(db.read, id, sign, now)
      const reply = replyOf(events, { city, text, photo: files.photo, names: new Map(), inside: true, guarded: false })
      const owners = new Map((await filesOf(db.read, THING, id)).map(({ token, ownerKind }) => [token, ownerKind]))
      const published = publicFrom(id, events)
      return {
        text: proposal(text, known),
        reply: reply?.text ? proposal(reply.text, known) : null,
        photos: [...owners].flatMap(([token, owner]) => {
          const photo = files.photo(token)
          return photo ? [{ ...photo, before: owner === 'resident' }] : []
        }),
        places: PUBLIC_PLACES.filter(
          (place) => place === 'area' || (appeal.lng !== null && (place === 'rounded' || state.shownPlace === 'exact')),
        ),
        published: published && {
          text: published.text,
          reply: published.reply,
          pictures: [...published.pictures],
          pairs: published.pairs.map((pair) => ({ ...pair })),
          place: published.place,
        },
      }
    },

    async publish(given, input) {
      const appeal = await find(given.actor, input.code, clock.now())
      const known = await knownOf(appeal)
      const left = Object.entries({ text: input.text, reply: input.reply }).flatMap(([field, text]) => {
        const [found] = text ? findPersonal(text, known) : []
        return found ? [[field, found.kind] as const] : []
      })
      if (left.length > 0) throw new CivicError('PERSONAL_DATA_LEFT', { fields: Object.fromEntries(left) })
      const files = await appealFiles(db.read, appeal.id, sign, 0)
      const named = [...input.pictures, ...input.pairs.flatMap(({ before, after }) => [before, after])]
      const strange = named.findIndex((token) => files.photo(token) === null)
      if (strange !== -1)
        throw new CivicError('BAD_INPUT', {
          message: 'no photo of this appeal',
          fields: { [`pictures.${strange}`]: 'unknown' },
        })
      return commands.give('publish', 'workOrders.publish', given, input)
    },
  }
}

/** What must be opened to propose a text: what was sent stands in the appeal's row, but not its point. */
const OPENED: ReadonlySet<string> = new Set(['submitted', 'feedbackGiven', 'answered', 'published'])
