import type { CitySettings, ResidentActor } from '@civicgrid/contracts'
import type { Appeals } from '../src/appeals/index.ts'
import { createAuthorities, type Authorities } from '../src/authorities/index.ts'
import { createCallerFactory, router } from '../src/http/procedures.ts'
import { createCopies } from '../src/identity/my-data/copy.service.ts'
import { createMyDataRouter } from '../src/identity/my-data/my-data.router.ts'
import { createDeletions, type Deletions } from '../src/identity/my-data/my-data.service.ts'
import { createConsents } from '../src/integrations/consents/consents.service.ts'
import { createPlaces } from '../src/identity/places.service.ts'
import { createDevices } from '../src/identity/sessions/devices.ts'
import { createSessions } from '../src/identity/sessions/sessions.ts'
import { createWays } from '../src/identity/ways/ways.service.ts'
import type { World } from './appeals.ts'

const text = (words: string) => ({ 'zh-CN': words, en: words })
const KEEPS = [{ what: text('办件记录'), ground: text('档案法'), until: text('10 年') }]

/** 我的数据 over a world of appeals. Each call has a key of its own, and a proof of just now unless told otherwise. */
export function myDataOf(w: World, thinkOverDays: number) {
  const { kernel } = w
  const settings: CitySettings = { ...w.city.city.settings, myData: { thinkOverDays, copiesPerDay: 2, keeps: KEEPS } }
  const authorities = createAuthorities({ kernel, settings })
  const sessions = createSessions(kernel)
  const places = createPlaces(kernel)
  const consents = createConsents(kernel)
  const deletionsOver = (change: { appeals?: Partial<Appeals>; authorities?: Partial<Authorities> } = {}): Deletions =>
    createDeletions({
      kernel,
      settings,
      appeals: { ...w.appeals, ...change.appeals },
      authorities: { ...authorities, ...change.authorities },
      consents,
    })
  const copies = createCopies({
    kernel,
    settings,
    appeals: w.appeals,
    authorities,
    consents,
    devices: createDevices(kernel),
    // Bytes that say which file they are of.
    files: {
      open: (token) => {
        const bytes = Buffer.from(`bytes of ${token}`)
        const read = (from: number, until: number) => Promise.resolve(bytes.subarray(from, until))
        return Promise.resolve({ mime: 'image/jpeg', size: bytes.length, leftMs: 1, read })
      },
    },
    places,
    ways: createWays({ kernel, offered: { phone: true, wechat: false } }),
  })
  const callers = (deletions: Deletions) =>
    createCallerFactory(router({ myData: createMyDataRouter({ appeals: w.appeals, copies, deletions }) }))
  let keys = 0
  const as = (actor: ResidentActor, { deletions = deletionsOver(), strong = true, signedOut = () => {} } = {}) =>
    callers(deletions)({
      requestId: 'test',
      realm: 'resident',
      actor,
      sessionToken: null,
      idempotencyKey: `my-data-key-${String((keys += 1)).padStart(8, '0')}`,
      demandStrong: strong ? () => Promise.resolve() : undefined,
      setSession: ({ token }) => void (token === null && signedOut()),
    }).myData
  return { as, authorities, copies, deletionsOver, places, sessions, settings }
}
