import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { StaffActor } from '@civicgrid/contracts'
import { refused } from '../../../test/appeals.ts'
import { integrationDeskWorld, PURPOSE, publicJwk, type IntegrationDeskWorld } from '../../../test/integration-desk.ts'
import { verifyThing } from '../../kernel/index.ts'
import { byPublicId, heldGrants } from '../integrations.store.ts'
import { INTEGRATION_CHAINS } from './integration-desk.store.ts'

const DAY = 86_400_000

let w: IntegrationDeskWorld
let admin: StaffActor
beforeAll(async () => {
  w = await integrationDeskWorld()
  admin = w.admin
})
afterAll(() => w.close())

const soon = (days: number) => new Date(w.kernel.clock.now() + days * DAY).toISOString()
const rowOf = async (ref: string) => {
  const row = await byPublicId(w.db.read, ref)
  if (!row) throw new Error('no such integration')
  return row
}

describe('an integration', () => {
  test('is registered by the city, filled in by its engineer, let on, and each step stands in its history', async () => {
    const { ref, engineer } = await w.active('一')
    const view = await w.desks(engineer).get({ ref })
    expect(view).toMatchObject({ status: 'active', role: 'engineer', missing: [], purpose: PURPOSE })
    expect(ref).toMatch(/^civic_[\w-]{20,}$/)
    expect(view.allowedActions).toContain('setAddresses')
    expect(view.allowedActions).not.toContain('describe')
    expect(view.history.map(({ type }) => type)).toEqual([
      'activated',
      'keyAdded',
      'described',
      'engineerAdded',
      'registered',
    ])
    expect(view.history[0]).toMatchObject({ role: 'administrator', by: null })
    expect(view.history[1]).toMatchObject({ role: 'engineer', by: '程工', text: 'first' })
    expect((await w.desks(admin).get({ ref })).history[0]?.by).toBe('administrator')
    const { id } = await rowOf(ref)
    expect(await verifyThing(w.db.read, INTEGRATION_CHAINS, 'integration', id)).toEqual([])
  })

  test('is not let on before it says what it is for and can prove who it is', async () => {
    const ref = await w.draft('未填')
    expect((await w.desks(admin).get({ ref })).missing).toEqual(['purpose', 'keys'])
    await expect(w.desks(admin).activate(await w.on(ref))).rejects.toMatchObject(refused('NOT_ALLOWED_NOW'))
  })

  test('has keys that are replaced with an overlap, and the old one leaves when its time is over', async () => {
    const { ref, engineer } = await w.active('二')
    await w.desks(engineer).addKeys({ ...(await w.on(ref)), keys: [publicJwk()] })
    await w.desks(engineer).retireKey({ ...(await w.on(ref)), kid: 'first', until: soon(2) })
    expect((await rowOf(ref)).jwks?.keys).toHaveLength(2)
    expect(await w.desk.sweepKeys()).toBe(0)
    w.kernel.clock.advance(2 * DAY)
    expect(await w.desk.sweepKeys()).toBe(1)
    expect((await rowOf(ref)).jwks?.keys.map(({ kid }) => kid)).not.toContain('first')
    expect((await w.desks(engineer).get({ ref })).keys.map(({ holds }) => holds)).toEqual([false, true])
  })

  test('pasted keys that are private, weak, of a strange curve or no keys are refused, and nothing of them is kept', async () => {
    const ref = await w.draft('坏钥匙')
    const at = await w.on(ref)
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' })
    const odd = generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey.export({ format: 'jwk' })
    type Key = { kty: 'EC' }
    await expect(w.desks(admin).addKeys({ ...at, keys: [ec as Key] })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    for (const [key, why] of [
      [weak, 'weak'],
      [odd, 'curve'],
      [{ kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' }, 'format'],
    ] as const)
      await expect(w.desks(admin).addKeys({ ...at, keys: [key as Key] })).rejects.toMatchObject({
        cause: { code: 'BAD_INPUT', fields: { keys: why } },
      })
    expect((await rowOf(ref)).jwks).toBeNull()
    const kept = { ...publicJwk(), note: 'left out' }
    await w.desks(admin).addKeys({ ...at, keys: [kept] })
    expect((await rowOf(ref)).jwks?.keys[0]).not.toHaveProperty('note')
  })

  test('addresses are https, of one host and without a fragment; origins have nothing behind the host', async () => {
    const ref = await w.draft('地址')
    const at = await w.on(ref)
    const bad = { code: 'BAD_REQUEST' }
    for (const redirects of [
      ['http://partner.example.cn/back'],
      ['https://partner.example.cn/back#x'],
      ['https://partner.example.cn/back', 'https://other.example.cn/back'],
    ])
      await expect(w.desks(admin).setAddresses({ ...at, redirects, origins: [] })).rejects.toMatchObject(bad)
    for (const origin of ['https://*.example.cn', 'https://a.example.cn/', 'http://a.example.cn', 'https://a'])
      await expect(w.desks(admin).setAddresses({ ...at, redirects: [], origins: [origin] })).rejects.toMatchObject(bad)
    const origins = ['https://app.example.cn', 'http://localhost:5173']
    await w.desks(admin).setAddresses({ ...at, redirects: ['https://partner.example.cn/back'], origins })
    expect(await rowOf(ref)).toMatchObject({ origins, redirectUris: ['https://partner.example.cn/back'] })
    for (const jwksUri of ['http://partner.example.cn/jwks', 'file:///etc/passwd'])
      await expect(w.desks(admin).setJwksUri({ ...(await w.on(ref)), jwksUri })).rejects.toMatchObject(bad)
  })

  test('closed by its engineer it may do nothing more, and stays closed', async () => {
    const { ref, engineer } = await w.active('关闭')
    await w.desks(engineer).close({ ref, reason: '业务停止' })
    expect(await w.desks(admin).get({ ref })).toMatchObject({
      status: 'closed',
      scopes: [],
      allowedActions: ['removeEngineer'],
    })
    const term = { purpose: PURPOSE, until: soon(9) }
    await expect(w.desks(admin).grantScope({ ref, scope: 'embed', ...term })).rejects.toMatchObject(
      refused('WRONG_STATE'),
    )
    expect((await w.desks(admin).get({ ref })).history[0]).toMatchObject({ type: 'closed', text: '业务停止' })
  })

  test('of two who change it at once the second is told, and a command that comes twice is done once', async () => {
    const ref = await w.draft('两人')
    const at = await w.on(ref)
    const input = { ...at, redirects: [], origins: ['https://app.example.cn'] }
    const [one, two] = await Promise.all([
      w.desks(admin, 'twice-key-00000001').setAddresses(input),
      w.desks(admin, 'twice-key-00000001').setAddresses(input),
    ])
    expect(one).toEqual(two)
    await expect(w.desks(admin).setAddresses(input)).rejects.toMatchObject(refused('VERSION_CONFLICT'))
  })
})

describe('a scope', () => {
  test('is asked for by the engineer, granted by the city for a purpose and a term, and ended by either at once', async () => {
    const { ref, engineer } = await w.active('权限')
    const { id } = await rowOf(ref)
    const ask = () => w.desks(engineer).askScope({ ref, scope: 'appeals.submit', purpose: PURPOSE })
    const { grant } = await ask()
    await expect(ask()).rejects.toMatchObject(refused('NOT_ALLOWED_NOW'))
    expect((await w.desks(admin).list({ waiting: true })).items).toMatchObject([{ ref, waiting: 1, scopes: [] }])
    const purpose = { 'zh-CN': '仅限物业类问题', en: 'For the estate’s problems only' }
    const term = { purpose, from: soon(1), until: soon(31), perDay: 50 }
    const at = { grant, expectedVersion: 1 }
    await expect(w.desks(engineer).approveScope({ ...at, ...term })).rejects.toMatchObject(refused('FORBIDDEN'))
    await w.desks(admin).approveScope({ ...at, ...term })
    const now = () => w.kernel.clock.now()
    expect(await heldGrants(w.db.read, id, now())).toEqual([])
    w.kernel.clock.advance(DAY)
    expect(await heldGrants(w.db.read, id, now())).toMatchObject([{ scope: 'appeals.submit', purpose, perDay: 50 }])
    await w.desks(engineer).endScope({ grant })
    expect(await heldGrants(w.db.read, id, now())).toEqual([])
    const [shown] = (await w.desks(engineer).get({ ref })).grants
    expect(shown).toMatchObject({ standing: 'ended', perDay: 50, purpose, allowedActions: [] })
    const row = await w.db.read.get<{ id: number }>('SELECT "id" FROM "ScopeGrant" WHERE "token" = ?', grant)
    expect(await verifyThing(w.db.read, INTEGRATION_CHAINS, 'scopeGrant', row?.id ?? 0)).toEqual([])
  })

  test('is refused with a reason that the engineer reads, and never granted twice over one time', async () => {
    const { ref, engineer } = await w.active('拒绝')
    const { grant } = await w.desks(engineer).askScope({ ref, scope: 'webhooks', purpose: PURPOSE })
    await w.desks(admin).refuseScope({ grant, expectedVersion: 1, reason: '请先说明保存多久' })
    expect((await w.desks(engineer).get({ ref })).grants[0]).toMatchObject({
      standing: 'refused',
      reason: '请先说明保存多久',
    })
    const term = { purpose: PURPOSE, until: soon(30) }
    await expect(w.desks(admin).approveScope({ grant, expectedVersion: 2, ...term })).rejects.toMatchObject(
      refused('WRONG_STATE'),
    )
    const both = await Promise.allSettled([
      w.desks(admin).grantScope({ ref, scope: 'embed', ...term }),
      w.desks(admin).grantScope({ ref, scope: 'embed', ...term }),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })
})

describe('the list', () => {
  test('is looked through by words and status, a page at a time, the newest first', async () => {
    const refs = [await w.draft('页甲'), await w.draft('页乙'), await w.draft('页丙')]
    const first = await w.desks(admin).list({ words: '页', limit: 2 })
    expect(first.items.map(({ ref }) => ref)).toEqual([refs[2], refs[1]])
    const rest = await w.desks(admin).list({ words: '页', limit: 2, cursor: first.nextCursor })
    expect(rest).toMatchObject({ items: [{ ref: refs[0] }], nextCursor: null })
    expect((await w.desks(admin).list({ words: '页', status: 'active' })).items).toEqual([])
    expect((await w.desks(admin).list({ words: '%' })).items).toEqual([])
  })
})
