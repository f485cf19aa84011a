import {
  CivicError,
  DATA_COPIES_A_DAY,
  type CitySettings,
  type Locale,
  type myDataSchema,
  type ResidentActor,
  type schema,
} from '@civicgrid/contracts'
import type { z } from 'zod'
import type { Appeals } from '../../appeals/index.ts'
import type { Authorities } from '../../authorities/index.ts'
import type { Consents } from '../../integrations/index.ts'
import type { Files } from '../../files/files.service.ts'
import { command, lookupHash, readEvents, type Kernel, type Tx } from '../../kernel/index.ts'
import { profileOfResident } from '../people.service.ts'
import { findResident } from '../people.store.ts'
import type { Places } from '../places.service.ts'
import { logResident, RESIDENT_THING } from '../resident-log.ts'
import type { Devices } from '../sessions/devices.ts'
import { hashToken } from '../sessions/tokens.ts'
import { deleteStep, findStep, insertStep } from '../staff/steps.store.ts'
import type { Ways } from '../ways/ways.service.ts'
import { listsOf } from './copy.lists.ts'
import { pageAppeal, pageAppealsHead, pageHead, pageLists } from './copy.page.ts'
import { zipOf, type ZipEntry } from '../../files/zip.ts'

type Progress = z.output<typeof schema.progressView>

const DAY = 86_400_000
const PAGE = 50
const SLICE = 1 << 20
const EXPORTED = 'dataExported'
/** Where copies are fetched: `/api/my-data/<token>`. */
export const COPIES_PATH = '/api/my-data/'
const PURPOSE = 'my-data copy'
const OPEN_MS = 5 * 60_000

interface Asked {
  readonly residentId: number
  readonly locale: Locale
}

type Address = z.infer<typeof myDataSchema.copyView>

/** Everything about somebody, for themselves alone. */
export interface Copies {
  /**
   * Notes in the log that a copy is taken, and gives its address, which a frame can follow too.
   * @throws CivicError RATE_LIMITED beyond the copies of a day
   */
  ask(given: { actor: ResidentActor; idempotencyKey: string }, input: { locale: Locale }): Promise<Address>
  /**
   * The archive, written while it is read: a page to read, the same as JSON, photos and recordings.
   * @throws CivicError NOT_FOUND for an address that is none, was used, or is over
   */
  open(token: string): Promise<AsyncGenerator<Uint8Array>>
}

export interface CopyOptions {
  kernel: Kernel
  settings: CitySettings
  appeals: Appeals
  authorities: Authorities
  consents: Consents
  devices: Devices
  files: Pick<Files, 'open'>
  places: Places
  ways: Ways
}

export function createCopies(options: CopyOptions): Copies {
  const { kernel, settings, appeals, authorities, consents, devices, files, places, ways } = options
  const { db, clock } = kernel
  const most = settings.myData?.copiesPerDay ?? DATA_COPIES_A_DAY
  const offset = settings.utcOffsetMinutes

  async function note(tx: Tx, actor: ResidentActor, now: number): Promise<void> {
    const events = await readEvents(tx, RESIDENT_THING, actor.id, { personal: false })
    const recent = events.filter(({ type, at }) => type === EXPORTED && at > now - DAY)
    const first = recent.at(-most)
    if (first) throw new CivicError('RATE_LIMITED', { message: 'enough for a day', retryAfterMs: first.at + DAY - now })
    await logResident(tx, actor.id, [{ type: EXPORTED }], now)
  }

  async function all<Item>(
    page: (cursor: string | null) => Promise<{ items: Item[]; nextCursor: string | null }>,
  ): Promise<Item[]> {
    const items: Item[] = []
    for (let cursor: string | null = null; ;) {
      const next = await page(cursor)
      items.push(...next.items)
      cursor = next.nextCursor
      if (cursor === null) return items
    }
  }

  async function around(actor: ResidentActor) {
    const profile = await profileOfResident(db.read, actor.id)
    const limit = PAGE
    return {
      name: profile?.name ?? null,
      phone: profile?.phone ?? null,
      ways: await ways.own(actor),
      devices: (await devices.list(actor, null)).items,
      places: await places.list(actor),
      joined: await all((cursor) => appeals.joined(actor.id, { cursor, limit })),
      authorities: await authorities.list(actor),
      integrations: await consents.list(actor),
      looks: await all((cursor) => appeals.looksAt(actor.id, { cursor, limit })),
      consents: await all((cursor) => appeals.consentsOf(actor.id, { cursor, limit })),
    }
  }

  async function* entries(actor: ResidentActor, locale: Locale): AsyncGenerator<ZipEntry> {
    const about = await around(actor)
    const codes = (await all((cursor) => appeals.mine(actor, { cursor, limit: PAGE }))).map(({ code }) => code)
    const sent: { name: string; url: string }[] = []
    const json: string[] = []
    const made = new Date(clock.now()).toISOString()

    async function* page(): AsyncGenerator<string> {
      yield pageHead(locale, offset, made) + pageLists(locale, listsOf(about, locale, offset)) + pageAppealsHead(locale)
      for (const code of codes) {
        const appeal = await appeals.progress(actor, code)
        const own = ownFiles(appeal)
        sent.push(...own)
        json.push(JSON.stringify(appeal))
        yield pageAppeal(
          locale,
          offset,
          appeal,
          own.map(({ name }) => name),
        )
      }
    }
    yield { name: 'index.html', pieces: page(), packed: false }
    const head = JSON.stringify({ format: 'civicgrid-my-data-1', made, ...about }).slice(0, -1)
    yield {
      name: 'data.json',
      pieces: [`${head},"appeals":[`, ...json.map((text, at) => (at ? `,${text}` : text)), ']}'],
      packed: false,
    }
    for (const { name, url } of sent) yield { name, pieces: bytesOf(url), packed: true }
  }

  async function* bytesOf(url: string): AsyncGenerator<Uint8Array> {
    const { pathname, searchParams } = new URL(url, 'http://files')
    const file = await files.open(pathname.slice('/files/'.length), searchParams)
    for (let from = 0; from < file.size; from += SLICE) yield await file.read(from, Math.min(file.size, from + SLICE))
  }

  return {
    async ask({ actor, idempotencyKey }, input) {
      // Made from the command's own key, so that a retry gets the same one and no record of the answer holds it.
      const token = lookupHash(db.keys, `my-data copy ${actor.id} ${idempotencyKey}`).toString('base64url')
      const by = { kind: 'resident', id: actor.id, role: null } as const
      const what = { procedure: 'myData.copy', actor: by, idempotencyKey, input }
      const { until } = await command(kernel, what, async (tx) => {
        const now = clock.now()
        await note(tx, actor, now)
        const data = JSON.stringify({ residentId: actor.id, locale: input.locale } satisfies Asked)
        const tokenHash = hashToken(token)
        if (!tokenHash) throw new Error('a new token must be one')
        await insertStep(tx, { tokenHash, purpose: PURPOSE, data, expiresAt: now + OPEN_MS })
        return { until: new Date(now + OPEN_MS).toISOString() }
      })
      return { url: `${COPIES_PATH}${token}`, until }
    },

    async open(token) {
      const tokenHash = hashToken(token)
      const row = tokenHash && (await findStep(db.read, tokenHash, clock.now()))
      const mine = tokenHash && row?.purpose === PURPOSE ? { tokenHash, data: row.data } : null
      const taken = mine && (await db.work((tx) => deleteStep(tx, mine.tokenHash)))
      const asked = taken ? (JSON.parse(mine.data) as Asked) : null
      const resident = asked && (await findResident(db.read, asked.residentId))
      if (!asked || !resident) throw new CivicError('NOT_FOUND', { message: 'no such copy, or no longer' })
      const { id, jurisdiction } = resident
      return zipOf(entries({ kind: 'resident', id, jurisdiction }, asked.locale))
    },
  }
}

/** Photos and recordings that the person may see, by the names that they have in the archive. */
function ownFiles({ code, timeline, recordings }: Progress): { name: string; url: string }[] {
  const files = [...timeline.flatMap(({ photos }) => photos), ...recordings]
  const urls = [...new Set(files.map(({ url }) => url))]
  return urls.map((url, at) => {
    const file = files.find((one) => one.url === url)
    const mime = file && 'mime' in file ? file.mime : 'image/jpeg'
    return { name: `files/${code}-${at + 1}.${EXTENSIONS[mime] ?? mime.split('/')[1] ?? 'bin'}`, url }
  })
}

const EXTENSIONS: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'audio/mp4': 'm4a', 'audio/mpeg': 'mp3' }
