import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ResidentActor, StaffActor } from '@civicgrid/contracts'
import { world, type World } from '../../test/appeals.ts'
import { releaseEvidenceOf } from './index.ts'

const DAY = 86_400_000
const refused = (code: string) => ({ cause: { code } })
const SENT = {
  kind: 'complain' as const,
  category: 'lamp',
  text: '楼下路灯不亮',
  place: { point: { lng: 121.015, lat: 31.005 } },
}

let w: World
let son: ResidentActor
let operator: StaffActor
let officer: StaffActor
let elsewhere: StaffActor

beforeAll(async () => {
  w = await world()
  son = await w.resident({ name: '王小明', phone: '12300000002' })
  operator = await w.staff('operator', null, '/tiny')
  officer = await w.staff('gridOfficer', 'grid-e1', '/tiny/east')
  elsewhere = await w.staff('operator', null, '/tiny/west')
})
afterAll(() => w.close())

const inDays = (days: number) => new Date(w.kernel.clock.now() + days * DAY).toISOString()
async function asked(): Promise<string> {
  const evidence = [await w.photo(son)]
  const { ref } = await w.as(son).authorities.request({
    principalName: '李桂芳',
    relation: '母亲',
    scope: ['submit', 'rate'],
    until: inDays(30),
    evidence,
  })
  return ref
}
const witnessed = () =>
  w.as(officer).authorityDesk.witness({
    principalName: '周阿婆',
    agentName: '王小明',
    scope: ['submit'],
    until: inDays(10),
  })

test('a paper opens nothing until staff of that place has looked at it and said yes', async () => {
  const ref = await asked()
  await expect(w.as(son).appeals.submit({ ...SENT, authority: ref })).rejects.toMatchObject(refused('AUTHORITY_OVER'))
  const on = (expectedVersion: number) => ({ ref, expectedVersion })
  await expect(w.as(operator).authorityDesk.approve(on(1))).rejects.toMatchObject(refused('NOT_ALLOWED_NOW'))
  const shown = await w.as(operator).authorityDesk.viewEvidence(on(1))
  expect(shown).toMatchObject({ principal: '李桂芳', agent: '王小明', photos: [{ width: 800 }] })
  await w.as(operator).authorityDesk.approve(on(2))
  const { code } = await w.as(son).appeals.submit({ ...SENT, authority: ref })
  expect(await w.as(operator).workOrders.get({ code })).toMatchObject({ acting: { agent: '王某', principal: '李某' } })
  const { history } = await w.as(son).authorities.get({ ref })
  expect(history.map(({ type, by }) => [type, by])).toEqual([
    ['requested', 'agent'],
    ['evidenceViewed', 'operator'],
    ['approved', 'operator'],
  ])
})

test('a paper is seen by staff of its place alone, and its names only with a look', async () => {
  const ref = await asked()
  const at = { ref, expectedVersion: 1 }
  const [item] = (await w.as(operator).authorityDesk.list({ waiting: true })).items
  expect(item).toMatchObject({ ref, principal: '李某', agent: '王某', hasEvidence: true })
  await expect(w.as(elsewhere).authorityDesk.viewEvidence(at)).rejects.toMatchObject(refused('NOT_FOUND'))
  await expect(w.as(officer).authorityDesk.viewEvidence(at)).rejects.toMatchObject(refused('NOT_FOUND'))
  expect((await w.as(elsewhere).authorityDesk.list({})).items).toEqual([])
  expect((await w.as(await w.staff('reviewer')).authorityDesk.list({})).items).toEqual([])
  expect(JSON.stringify(await w.db.read.all('SELECT "response" FROM "Idempotency"'))).not.toContain('/files/')
})

test('a paper that is refused says why, opens nothing, and is not kept', async () => {
  const ref = await asked()
  await w.as(operator).authorityDesk.refuse({ ref, expectedVersion: 1, note: '看不清签名' })
  const mine = await w.as(son).authorities.get({ ref })
  expect(mine).toMatchObject({ standing: 'refused', allowedActions: [] })
  expect(mine.history.at(-1)).toMatchObject({ type: 'refused', by: 'operator', text: '看不清签名' })
  await expect(w.as(operator).authorityDesk.viewEvidence({ ref, expectedVersion: 2 })).rejects.toMatchObject(
    refused('WRONG_STATE'),
  )
  await expect(w.as(son).appeals.submit({ ...SENT, authority: ref })).rejects.toMatchObject(refused('AUTHORITY_OVER'))
})

test('another’s upload proves nothing', async () => {
  const theirs = await w.photo(await w.resident())
  const ask = { principalName: '李桂芳', scope: ['submit' as const], until: inDays(30), evidence: [theirs] }
  await expect(w.as(son).authorities.request(ask)).rejects.toMatchObject(refused('BAD_INPUT'))
})

test('a paper with the name of somebody who has an account reaches nothing of theirs', async () => {
  const real = await w.resident({ name: '李桂芳', phone: '12300000009' })
  const own = await w.as(real).appeals.submit(SENT)
  const ref = await asked()
  await w.as(operator).authorityDesk.viewEvidence({ ref, expectedVersion: 1 })
  await w.as(operator).authorityDesk.approve({ ref, expectedVersion: 2 })
  expect((await w.as(son).appeals.mine({ authority: ref })).items).toEqual([])
  await expect(w.as(son).progress.get({ code: own.code })).rejects.toMatchObject(refused('NOT_FOUND'))
  expect((await w.as(real).authorities.list()).items).toEqual([])
})

test('what an officer has heard in person holds once the code is taken up, is renewed, and ends in person', async () => {
  const { ref, code } = await witnessed()
  await w.as(son).authorities.accept({ code })
  const sent = await w.as(son).appeals.submit({ ...SENT, authority: ref })
  expect((await w.as(son).progress.get({ code: sent.code })).acting).toMatchObject({ principal: '周某', self: true })
  w.kernel.clock.advance(11 * DAY)
  await expect(w.as(son).progress.get({ code: sent.code })).rejects.toMatchObject(refused('AUTHORITY_OVER'))
  await w.as(officer).authorityDesk.renew({ ref, expectedVersion: 2, until: inDays(10) })
  expect((await w.as(son).progress.get({ code: sent.code })).code).toBe(sent.code)
  await w.as(officer).authorityDesk.end({ ref })
  await expect(w.as(son).progress.get({ code: sent.code })).rejects.toMatchObject(refused('AUTHORITY_OVER'))
})

test('nobody whose work it is not, and nobody elsewhere, writes down or ends what people say', async () => {
  const input = { principalName: '周阿婆', agentName: '王小明', scope: ['submit' as const], until: inDays(10) }
  for (const role of ['handler', 'reviewer', 'publisher', 'administrator'] as const)
    await expect(w.as(await w.staff(role)).authorityDesk.witness(input)).rejects.toMatchObject(refused('FORBIDDEN'))
  const { ref } = await witnessed()
  await expect(w.as(elsewhere).authorityDesk.end({ ref })).rejects.toMatchObject(refused('NOT_FOUND'))
  await expect(w.as(operator).authorityDesk.renew({ ref, expectedVersion: 7, until: inDays(1) })).rejects.toMatchObject(
    refused('VERSION_CONFLICT'),
  )
})

test('the photo of a paper is swept once the account of either is gone', async () => {
  const other = await w.resident({ name: '郑一', phone: null })
  const token = await w.photo(other)
  const ask = { principalName: '郑母', scope: ['submit' as const], until: inDays(3), evidence: [token] }
  await w.as(other).authorities.request(ask)
  const attached = () => w.db.read.get('SELECT "thingKind" FROM "File" WHERE "token" = ?', token)
  expect(await attached()).toEqual({ thingKind: 'authority' })
  await w.db.work((tx) => releaseEvidenceOf(tx, other.id))
  expect(await attached()).toEqual({ thingKind: null })
})
