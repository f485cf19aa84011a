import { createSecretKey, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/harness.ts'
import { createSubject, demoKeyring, keyringFrom, openDatabase, openFor, sealFor } from '../index.ts'
import { seal, unseal } from '../seal.ts'
import { systemRandom } from '../random.ts'

const key = () => randomBytes(32).toString('base64')
const good = () => ({ masterKeys: `k1:${key()}`, lookupKey: key(), signingKey: key() })

describe('the keys of the settings', () => {
  test('production names everything that is missing at once', () => {
    const nothing = { masterKeys: undefined, lookupKey: undefined, signingKey: undefined }
    expect(() => keyringFrom(nothing, true)).toThrow(
      /CIVICGRID_MASTER_KEYS is not set.*CIVICGRID_LOOKUP_KEY is not set.*CIVICGRID_SIGNING_KEY is not set/,
    )
    expect(() => keyringFrom(nothing, false)).not.toThrow()
  })

  test('production refuses the demo keys', () => {
    const lookupKey = demoKeyring().lookup.export().toString('base64')
    expect(() => keyringFrom({ ...good(), lookupKey }, true)).toThrow('CIVICGRID_LOOKUP_KEY is not set')
    expect(() => keyringFrom({ ...good(), lookupKey }, false)).not.toThrow()
  })

  test.each([
    [{ lookupKey: 'c2hvcnQ=' }, 'CIVICGRID_LOOKUP_KEY needs 32 bytes in base64'],
    [{ masterKeys: key() }, 'CIVICGRID_MASTER_KEYS needs "id:base64" entries'],
    [{ masterKeys: 'k1:abc' }, 'CIVICGRID_MASTER_KEYS needs 32 bytes in base64'],
  ])('a malformed one is refused and named: %o', (change, message) => {
    expect(() => keyringFrom({ ...good(), ...change }, true)).toThrow(message)
  })

  test('with a new master key in front old data still opens, and new data takes the new key', async () => {
    const settings = good()
    const t = await testDatabase({ keys: keyringFrom(settings, true) })
    const write = (db: typeof t.db) =>
      db.work(async (tx) => {
        const subjectId = await createSubject(tx)
        return { subjectId, sealed: await sealFor(tx, subjectId, 'x', 'secret') }
      })
    const old = await write(t.db)
    const rotated = keyringFrom({ ...settings, masterKeys: `k2:${key()},${settings.masterKeys}` }, true)
    const db = await openDatabase({ url: t.url, keys: rotated })
    await expect(openFor(db.read, old.subjectId, 'x', old.sealed)).resolves.toBe('secret')
    const young = await write(db)
    await expect(openFor(db.read, young.subjectId, 'x', young.sealed)).resolves.toBe('secret')
    await expect(openFor(t.db.read, young.subjectId, 'x', young.sealed)).rejects.toThrow(
      'master key k2 is not among the settings',
    )
    await expect(db.read.all('SELECT "keyId" FROM "SubjectKey" ORDER BY "id"')).resolves.toEqual([
      { keyId: 'k1' },
      { keyId: 'k2' },
    ])
    await db.close()
    await t.close()
  })
})

describe('a sealed value', () => {
  const secret = createSecretKey(randomBytes(32))

  test('opens with its key and context, and never looks the same twice', () => {
    const [a, b] = [seal(secret, '路灯不亮', 'here', systemRandom), seal(secret, '路灯不亮', 'here', systemRandom)]
    expect(unseal(secret, a, 'here').toString()).toBe('路灯不亮')
    expect(a.equals(b)).toBe(false)
  })

  test('does not open when any byte, the context or the key is another', () => {
    const sealed = seal(secret, 'x', 'here', systemRandom)
    for (let i = 0; i < sealed.length; i++) {
      const changed = Buffer.from(sealed)
      changed[i] = (changed[i] ?? 0) ^ 1
      expect(() => unseal(secret, changed, 'here')).toThrow(/authenticate|not a sealed value/)
    }
    expect(() => unseal(secret, sealed, 'there')).toThrow(/authenticate/)
    expect(() => unseal(createSecretKey(randomBytes(32)), sealed, 'here')).toThrow(/authenticate/)
  })
})
