import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { START, testKernel } from '../../../test/harness.ts'
import { plain, TestThings } from '../../../test/log.ts'
import { createCursors } from '../../appeals/lists/appeals.cursor.ts'
import { openLink, sealLink } from '../../appeals/appeals.links.ts'
import { createUrlSigner } from '../../files/signed-url.ts'
import { makeChallenge, proofOf, readChallenge } from '../../identity/hosts/challenge.ts'
import { registerResident } from '../../identity/register.ts'
import { createPlaces } from '../../identity/places.service.ts'
import { createSessions } from '../../identity/sessions/sessions.ts'
import {
  createSubject,
  eraseSubject,
  exportCheckpoints,
  makeCheckpoints,
  rewrap,
  seededRandom,
  startSequencer,
  systemRandom,
  unvouched,
  verifyCheckpoints,
} from '../index.ts'
import type { Db } from '../index.ts'
import { fileOf, keysInFile, parseKeyFile, writeKeyFile } from './key-file.ts'
import { keyringOf } from './keyring.ts'
import { OVERLAP_MS, randomKeySet, retire, withMaster, withSigner } from './rotation.ts'

const MINUTE = 60_000
const random = seededRandom('keys')

/** Keys that can be changed under a keyring, as a file can, and a clock. */
function changing() {
  const held = { set: randomKeySet(random), now: START, looks: 0 }
  return {
    held,
    keys: keyringOf(
      () => {
        held.looks += 1
        return held.set
      },
      () => held.now,
    ),
  }
}

describe('a master key that is added', () => {
  test('is known at once and used when its time has come; what is under the others stays readable', () => {
    const { held, keys } = changing()
    const before = keys.derive('cursors').current
    const { set, added } = withMaster(held.set, START + OVERLAP_MS, random)
    held.set = set
    expect(keys.refresh()).toBe(true)
    expect(keys.refresh()).toBe(false)
    expect([added.id, keys.wrap.current]).toEqual(['k20260302', 'k1'])
    expect(keys.derive('cursors').known).toHaveLength(2)
    held.now += OVERLAP_MS
    expect(keys.wrap.current).toBe('k20260302')
    expect(keys.derive('cursors').current.equals(before)).toBe(false)
    expect(keys.derive('cursors').known[1]?.equals(before)).toBe(true)
    expect(withMaster(held.set, held.now, random).added.id).toBe('k20260302-2')
  })

  test('is found at once by whoever meets it first; one that is nowhere is looked for at most once a second', () => {
    const { held, keys } = changing()
    held.set = withMaster(held.set, START, random).set
    expect(keys.wrap.key('k20260302')).toBeDefined()
    const looks = held.looks
    for (let row = 0; row < 10; row += 1) expect(keys.wrap.key('k-nowhere')).toBeUndefined()
    expect(held.looks).toBe(looks + 1)
    held.now += 1_000
    expect(keys.wrap.key('k-nowhere')).toBeUndefined()
    expect(held.looks).toBe(looks + 2)
  })

  test('that is retired opens nothing any more and still checks the log of its time', () => {
    const { held, keys } = changing()
    const mac = keys.mac.key('k1')
    held.set = withMaster(held.set, START, random).set
    const at = { now: START + MINUTE, usedBefore: START + MINUTE }
    expect(() => retire(held.set, 'k20260302', at)).toThrow('is in use')
    expect(() => retire(held.set, 'k1', { ...at, usedBefore: START - 1 })).toThrow('may still be shown')
    expect(() => retire(held.set, 'k0', at)).toThrow('there is no key k0')
    held.set = retire(held.set, 'k1', at)
    keys.refresh()
    expect(keys.wrap.key('k1')).toBeUndefined()
    expect(keys.derive('cursors').known).toHaveLength(1)
    expect(mac && keys.mac.key('k1')?.equals(mac)).toBe(true)
    expect(() => retire(held.set, 'k1', at)).toThrow('or it is retired')
  })
})

test('a rotation makes nothing void: sessions renewed, links, photos, lists, challenges and places of before go on', async () => {
  const { held, keys } = changing()
  const w = await testKernel({ keys })
  onTestFinished(() => w.close())
  const sessions = createSessions(w.kernel)
  const li = await w.db.work((tx) => registerResident(tx, { jurisdiction: '/a', name: '', phone: null, now: START }))
  const actor = { kind: 'resident', id: li.id, jurisdiction: '/a' } as const
  const pair = await sessions.openPair('resident', li.id, { via: 'wechat' })
  const lost = await sessions.renewPair(pair.refresh)
  const link = sealLink(keys, systemRandom, { appealId: 7, round: 1, expiresAt: START + MINUTE })
  const signer = createUrlSigner(keys.derive('file addresses'))
  const photo = new URL(signer.sign('a', 'photo', START), 'http://x').searchParams
  const cursors = createCursors(keys)
  const cursor = cursors.seal('mine', [7])
  const purpose = { hostApp: 'a', callback: 'https://x', proof: proofOf('v') }
  const challenge = makeChallenge(keys.derive('host challenges'), purpose, START)
  const places = createPlaces(w.kernel)
  const home = await places.save(actor, 'a-key-of-sixteen-letters', {
    label: '家',
    address: '一路一号',
    lng: 110,
    lat: 19,
  })

  const nothing = () => ({
    link: openLink(keys, link),
    photo: signer.check('a', photo, START)?.variant,
    challenge: readChallenge(keys.derive('host challenges'), challenge.challenge, purpose, START),
  })
  held.set = withMaster(held.set, START, random).set
  keys.refresh()
  expect(nothing()).toEqual({
    link: { appealId: 7, round: 1, expiresAt: START + MINUTE },
    photo: 'photo',
    challenge: purpose.proof,
  })
  expect(cursors.open('mine', cursor, 1)).toEqual([7])
  // The answer was lost on its way and the key was rotated since: the same pair, and the session goes on.
  expect(await sessions.renewPair(pair.refresh)).toEqual(lost)
  expect(await sessions.renewPair(lost.refresh)).toMatchObject({ access: expect.any(String) })
  await places.remove(actor, 'another-key-of-sixteen', home.id)
  expect(await places.list(actor)).toEqual([])

  held.set = retire(held.set, 'k1', { now: START + MINUTE, usedBefore: START + MINUTE })
  keys.refresh()
  expect(nothing()).toEqual({ link: null, photo: undefined, challenge: null })
})

test('a new signer is vouched for by the one before it; an auditor who kept an old export sees when it is not', async () => {
  const { held, keys } = changing()
  const w = await testKernel({ keys })
  const sequencer = startSequencer(w.db)
  onTestFinished(async () => {
    await sequencer.stop()
    await w.close()
  })
  const things = new TestThings()
  const log = async (thing: number) => {
    await w.db.work((tx) => things.append(tx, thing, [plain()]))
    await sequencer.idle()
    await makeCheckpoints(w.db, w.kernel.clock)
  }
  await log(1)
  const kept = await exportCheckpoints(w.db.read)
  for (const after of [MINUTE, 2 * MINUTE]) {
    held.set = withSigner(held.set, START + after, held.now, random).set
    held.now = START + after
    keys.refresh()
    await log(after)
  }
  const now = await exportCheckpoints(w.db.read)
  expect(new Set(now.checkpoints.map(({ keyId }) => keyId)).size).toBe(3)
  const trusted = new Map(keys.signers.map(({ id, publicKey }) => [id, publicKey]))
  expect(await verifyCheckpoints(w.db.read, now.checkpoints, trusted)).toEqual([])
  expect(unvouched(kept, now)).toEqual([])
  const [, second] = now.handovers
  expect(unvouched(kept, { ...now, handovers: [] })).toHaveLength(2)
  expect(unvouched(kept, { ...now, handovers: second ? [second] : [] })).toHaveLength(2)
  const first = held.set.signers[0]?.id ?? ''
  held.set = retire(held.set, first, { now: held.now, usedBefore: held.now })
  keys.refresh()
  expect(keys.signers.map(({ id }) => id)).toContain(first)
})

test('whoever is erased while their key is wrapped anew stays erased', async () => {
  const { held, keys } = changing()
  const w = await testKernel({ keys })
  onTestFinished(() => w.close())
  const [one, other] = await w.db.work(async (tx) => [await createSubject(tx), await createSubject(tx)] as const)
  held.set = withMaster(held.set, START, random).set
  keys.refresh()
  // Erased between the look at a page and the writing of it.
  const work: Db['work'] = async (fn) => {
    await w.db.work((tx) => eraseSubject(tx, one, START))
    return w.db.work(fn)
  }
  expect(await rewrap({ read: w.db.read, keys, work })).toBe(1)
  expect(
    await w.db.read.all('SELECT "id", "keyId", "wrapped" IS NULL AS "gone" FROM "SubjectKey" ORDER BY "id"'),
  ).toEqual([
    { id: one, keyId: 'k1', gone: expect.toSatisfy(Boolean) },
    { id: other, keyId: 'k20260302', gone: expect.toSatisfy((gone) => !gone) },
  ])
})

describe('the key file', () => {
  test('says the same after it was written and read, retired keys too', () => {
    const young = withSigner(withMaster(randomKeySet(random), START, random).set, START, START, random).set
    const signer = young.signers[0]?.id ?? ''
    const at = { now: START, usedBefore: START }
    const set = retire(retire(young, 'k1', at), signer, at)
    expect(fileOf(parseKeyFile(fileOf(set)))).toBe(fileOf(set))
    expect(parseKeyFile(fileOf(set)).signers.map(({ id }) => id)).toEqual(set.signers.map(({ id }) => id))
  })

  test('that is broken leaves the keys of before in use, and its mistake is named without what stands there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'civicgrid-key-file-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const file = join(folder, 'keys.json')
    writeKeyFile(file, randomKeySet(random))
    const good = await readFile(file, 'utf8')
    const keys = keyringOf(keysInFile(file))
    const secret = (JSON.parse(good) as { lookup: string }).lookup
    for (const [bad, why] of [
      [good.slice(0, -20), 'is not JSON'],
      [good.replace(secret, secret.slice(4)), 'lookup 32 bytes'],
      [good.replace(secret, randomKeySet(random).lookup.toString('base64')), 'lookup key cannot be changed'],
    ] as const) {
      await writeFile(file, bad)
      expect(() => keys.refresh()).toThrow(why)
      expect(() => keys.refresh()).not.toThrow(secret)
      expect(keys.wrap.current).toBe('k1')
    }
    await writeFile(`${file}.new`, '')
    expect(() => writeKeyFile(file, randomKeySet(random))).toThrow('another command is at it, or was killed')
  })
})
