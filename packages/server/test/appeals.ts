import type { Actor, ResidentActor, RoleGrant, StaffActor, StaffRole } from '@civicgrid/contracts'
import {
  APPEAL_THING,
  createAppeals,
  createAppealsRouter,
  createBoardRouter,
  createChangesRouter,
  createProgressRouter,
  createRatingsRouter,
  createWorkOrdersRouter,
  PRESSURE_THING,
  type Appeals,
} from '../src/appeals/index.ts'
import type { AppealCity } from '../src/appeals/bulk.ts'
import { findPressure } from '../src/appeals/appeals.pressure.ts'
import { gramsOfAppeal } from '../src/appeals/lists/appeals.search.reader.ts'
import type { LoadedCity } from '../src/city/index.ts'
import {
  AUTHORITY_THING,
  createAuthorities,
  createAuthoritiesRouter,
  createAuthorityDesk,
  createAuthorityDeskRouter,
  type Authorities,
  type AuthorityDesk,
} from '../src/authorities/index.ts'
import { createDesk, createDeskRouter, EXPORT_THING, type Desk } from '../src/desk/index.ts'
import { insertFile } from '../src/files/files.store.ts'
import { createCallerFactory, router } from '../src/http/procedures.ts'
import { registerResident, registerStaff } from '../src/identity/register.ts'
import {
  newToken,
  readEvents,
  runReaders,
  startSequencer,
  thingsIn,
  verifyThing,
  type Db,
} from '../src/kernel/index.ts'
import { testKernel, type TestKernel, type TestOptions } from './harness.ts'
import { tinyCity } from './tiny-city.ts'

/** The routers of appeals on a database of their own, called as the HTTP server calls them. */

interface Used {
  appeals: Appeals
  desk: Desk
  authorities: Authorities
  authorityDesk: AuthorityDesk
}
const makeRouter = ({ appeals, desk, authorities, authorityDesk }: Used) =>
  router({
    appeals: createAppealsRouter(appeals),
    progress: createProgressRouter(appeals),
    ratings: createRatingsRouter(appeals),
    workOrders: createWorkOrdersRouter(appeals),
    board: createBoardRouter(appeals),
    changes: createChangesRouter(appeals),
    desk: createDeskRouter(desk),
    authorities: createAuthoritiesRouter(authorities),
    authorityDesk: createAuthorityDeskRouter(authorityDesk),
  })
const callers = (used: Used) => createCallerFactory(makeRouter(used))
type Caller = ReturnType<ReturnType<typeof callers>>

export const APPEAL_THINGS = {
  [APPEAL_THING]: thingsIn('Appeal'),
  [AUTHORITY_THING]: thingsIn('Authority'),
  [EXPORT_THING]: thingsIn('DeskExport'),
  [PRESSURE_THING]: thingsIn('AppealPressure'),
}

export interface World extends TestKernel {
  readonly city: LoadedCity
  readonly appeals: Appeals
  readonly desk: Desk
  /** Calls as this person; each call with a key of its own unless one is given. */
  as(actor: Actor, idempotencyKey?: string): Caller
  resident(profile?: { name: string; phone: string | null }): Promise<ResidentActor>
  staff(role: StaffRole, bodyCode?: string | null, areaPath?: string): Promise<StaffActor>
  /** An uploaded photo of this person. @returns its token */
  photo(owner: Actor): Promise<string>
  /** Waits until the readers of the log have taken everything. */
  settled(): Promise<void>
  /** What is wrong with the log of an appeal; nothing. */
  findings(code: string): Promise<unknown[]>
}

let keys = 0

export async function world(options: TestOptions & { city?: LoadedCity } = {}): Promise<World> {
  const test = await testKernel(options)
  const { kernel, db } = test
  const city = options.city ?? tinyCity()
  const rootPath = city.tree.pathOf(city.tree.root.code)
  const sign = (token: string, variant: string) => `/files/${token}?v=${variant}`
  const appeals = createAppeals({ kernel, city, sign })
  const desk = createDesk({ kernel, appeals, utcOffsetMinutes: 480 })
  const { settings } = city.city
  const authorities = createAuthorities({ kernel, settings })
  const authorityDesk = createAuthorityDesk({ kernel, settings, sign })
  const caller = callers({ appeals, desk, authorities, authorityDesk })
  const errors: unknown[] = []
  const sequencer = startSequencer(db, (error) => errors.push(error))
  const readers = runReaders(db, appeals.readers, { onError: (_, error) => errors.push(error) })
  let phones = 12_300_000_000

  return {
    ...test,
    city,
    appeals,
    desk,
    as: (actor, idempotencyKey) =>
      caller({
        requestId: 'test',
        realm: actor.kind === 'staff' ? 'staff' : 'resident',
        actor,
        sessionToken: null,
        idempotencyKey: idempotencyKey ?? `test-key-${String((keys += 1)).padStart(12, '0')}`,
        demandStrong: () => Promise.resolve(),
        spend: () => Promise.resolve(),
        setSession: () => {},
      }),
    async resident(profile = { name: '李明', phone: String((phones += 1)) }) {
      const { id } = await db.work((tx) =>
        registerResident(tx, { jurisdiction: rootPath, ...profile, now: kernel.clock.now() }),
      )
      return { kind: 'resident', id, jurisdiction: rootPath }
    },
    async staff(role, bodyCode = null, areaPath = rootPath) {
      const grant: RoleGrant = { role, areaPath, bodyCode, from: 0, until: null }
      const name = [role, bodyCode].filter(Boolean).join(' ')
      const id = await db.work((tx) => registerStaff(tx, { name, roles: [grant] }))
      return { kind: 'staff', id, name, roles: [grant] }
    },
    async photo(owner) {
      const token = newToken(kernel.random)
      await db.work((tx) =>
        insertFile(tx, {
          token,
          ownerKind: owner.kind,
          ownerId: 'id' in owner ? owner.id : null,
          mime: 'image/jpeg',
          bytes: 1000,
          width: 800,
          height: 600,
          sha256: new Uint8Array(32),
          takenAt: null,
          lng: null,
          lat: null,
          createdAt: kernel.clock.now(),
        }),
      )
      return token
    },
    async settled() {
      await sequencer.idle()
      await readers.idle()
      if (errors.length > 0) throw new AggregateError(errors, 'a reader failed')
    },
    async findings(code) {
      const row = await db.read.get<{ id: number }>('SELECT "id" FROM "Appeal" WHERE "code" = ?', code)
      const id = row?.id ?? 0
      const beside = await findPressure(db.read, id)
      return [
        ...(await verifyThing(db.read, APPEAL_THINGS, APPEAL_THING, id)),
        ...(beside ? await verifyThing(db.read, APPEAL_THINGS, PRESSURE_THING, id) : []),
      ]
    },
    async close() {
      await readers.stop()
      await sequencer.stop()
      await test.close()
    },
  }
}

/** What the readers of appeals keep: every counter, and for every gram of every appeal where it is found. */
export async function keptByReaders(
  db: Db,
  city: AppealCity,
): Promise<{ counters: unknown; found: Record<string, number[]>; board: unknown[]; queues: unknown[] }> {
  const found: Record<string, number[]> = {}
  const match = db.dialect === 'sqlite' ? '"grams" MATCH ?' : '"grams" @@ ?::tsquery'
  const sql = `SELECT "rowid" FROM "AppealSearch" WHERE ${match} ORDER BY "rowid"`
  for (const { id } of await db.read.all<{ id: number }>('SELECT "id" FROM "Appeal"'))
    for (const gram of gramsOfAppeal(await readEvents(db.read, APPEAL_THING, id), city))
      found[gram] ??= (
        await db.read.all<{ rowid: number }>(sql, db.dialect === 'sqlite' ? `"${gram}"` : `'${gram}'`)
      ).map(({ rowid }) => rowid)
  return {
    counters: await db.read.all('SELECT "key", "value" FROM "Counter" WHERE "value" <> 0 ORDER BY "key"'),
    found,
    board: [
      ...(await db.read.all('SELECT * FROM "PublicAppeal" ORDER BY "appealId"')),
      ...(await db.read.all('SELECT * FROM "PublicGram" ORDER BY "appealId", "gram"')),
    ],
    queues: await db.read.all('SELECT * FROM "QueueEntry" ORDER BY "queue", "appealId"'),
  }
}

/** What a call is refused with, to be matched. */
export const refused = (code: string) => ({ cause: { code } })
