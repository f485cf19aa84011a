import { unzipSync } from 'fflate'
import * as oauth from 'oauth4webapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CLIENT_HEADER, LIVE_PATH } from '@civicgrid/contracts'
import { insecure, oidcWorld, refusal, type OidcWorld, type Partner } from '../../../test/oidc.ts'
import { anyPlace } from '../../../test/places.ts'

let w: OidcWorld
beforeAll(async () => {
  w = await oidcWorld()
})
afterAll(() => w.stop())

const DAY = 86_400_000
const mine = async (access: string) => (await w.api(access, 'appeals.mine', {}, { query: true })).status
const claimsOf = async (partner: Partner, token: string) =>
  oauth.getValidatedIdTokenClaims(await w.tokens(partner, token))?.sub
interface Item {
  ref: string
  standing: string
  endedBy: string | null
  usedAt: string | null
}
const listed = async (token: string) => {
  const { data } = await w.api<{ items: Item[] }>(token, 'consents.list', undefined, { query: true })
  return data.items
}
const refresh = async ({ as, client, auth }: Partner, token = '') => {
  const response = await oauth.refreshTokenGrantRequest(as, client, auth, token, insecure)
  return oauth.processRefreshTokenResponse(as, client, response)
}

describe('a consent that is undone', () => {
  test('ends its tokens at once and for good, and stands with its end among the resident’s own', async () => {
    const [partner, { token }] = await Promise.all([w.partner(), w.resident()])
    const { access_token, refresh_token } = await w.tokens(partner, token)
    const again = await refresh(partner, refresh_token)
    expect([await mine(access_token), await mine(again.access_token)]).toEqual([200, 200])
    const [item] = await listed(token)
    expect(item).toMatchObject({ standing: 'active', endedBy: null })
    expect((await w.api(token, 'consents.undo', { ref: item?.ref })).status).toBe(200)
    expect([await mine(access_token), await mine(again.access_token)]).toEqual([401, 401])
    expect(await refusal(refresh(partner, refresh_token))).toBe('invalid_grant')
    expect(await listed(token)).toMatchObject([{ standing: 'ended', endedBy: 'resident' }])
  })

  test('ends also a token that was just being made', async () => {
    const [partner, { id, token }] = await Promise.all([w.partner(), w.resident()])
    const { access_token } = await w.tokens(partner, token)
    // As whoever undoes it would leave it, had the token not been there yet to be taken along.
    await w.kernel.db.work((tx) => tx.run(`UPDATE "Consent" SET "endedAt" = 1 WHERE "residentId" = ?`, id))
    expect(await mine(access_token)).toBe(401)
  })

  test('is nobody else’s to undo, nor the partner’s', async () => {
    const [partner, { token }, other] = await Promise.all([w.partner(), w.resident(), w.resident()])
    const { access_token } = await w.tokens(partner, token)
    const [item] = await listed(token)
    expect((await w.api(other.token, 'consents.undo', { ref: item?.ref })).error?.code).toBe('NOT_FOUND')
    expect((await w.api(access_token, 'consents.undo', { ref: item?.ref })).error?.code).toBe('SCOPE_MISSING')
    expect(await mine(access_token)).toBe(200)
  })

  test('ends a stream in its middle', async () => {
    const [partner, { token }] = await Promise.all([w.partner(), w.resident()])
    const { access_token } = await w.tokens(partner, token)
    const { areaCode, category } = anyPlace(w.city)
    const sent = await w.api<{ code: string }>(access_token, 'appeals.submit', {
      kind: 'report',
      category,
      text: '楼下的路灯连着三天不亮',
      place: { areaCode },
    })
    expect(sent.error).toBeUndefined()
    const stream = await fetch(w.url + LIVE_PATH + sent.data.code, {
      headers: { authorization: `Bearer ${access_token}`, [CLIENT_HEADER]: 'test/0.1.0' },
    })
    expect(stream.status).toBe(200)
    const told = stream.text()
    const [item] = await listed(token)
    await w.api(token, 'consents.undo', { ref: item?.ref })
    // It settles: the stream is over.
    expect(await told).toContain('refused')
  })
})

test('asked for again, what is agreed to now is added to what holds; the tokens of before go on', async () => {
  const [partner, { token }] = await Promise.all([w.partner(), w.resident()])
  const first = await w.tokens(partner, token, { scope: 'appeals.track' })
  await w.tokens(partner, token, { scope: 'appeals.submit' })
  expect(await listed(token)).toHaveLength(1)
  expect(await mine(first.access_token)).toBe(200)
})

test('no token outlives the term to which the resident agreed, nor is it longer than the city’s own', async () => {
  const clock = w.kernel.clock
  const [partner, { token }] = await Promise.all([w.partner({ termMs: 2 * DAY }), w.resident()])
  const { access_token, refresh_token } = await w.tokens(partner, token)
  expect(await mine(access_token)).toBe(200)
  clock.advance(2 * DAY)
  expect(await mine(access_token)).toBe(401)
  expect(await refusal(refresh(partner, refresh_token))).toBe('invalid_grant')
  expect(await listed(token)).toMatchObject([{ standing: 'over' }])
})

describe('what the city ends', () => {
  const since = (access: string) => w.api(access, 'changes.since', {}, { query: true })
  const set = (sql: string, ...values: (string | number)[]) => w.kernel.db.work((tx) => tx.run(sql, ...values))

  test('a partner that is closed or suspended is out with all its tokens, and gets none', async () => {
    for (const status of ['suspended', 'closed']) {
      const [partner, { token }] = await Promise.all([w.partner(), w.resident()])
      const { as, client, auth } = partner
      const { access_token, refresh_token } = await w.tokens(partner, token)
      const own = async () => {
        const response = await oauth.clientCredentialsGrantRequest(as, client, auth, { scope: 'embed' }, insecure)
        return oauth.processClientCredentialsResponse(as, client, response)
      }
      const mint = (await own()).access_token
      expect((await since(mint)).status).toBe(403)
      await set(`UPDATE "Integration" SET "status" = ? WHERE "id" = ?`, status, partner.integration.id)
      expect(await mine(access_token)).toBe(401)
      // A token of the city’s own service no longer: it is asked who it is, not what it may.
      expect((await since(mint)).status).toBe(401)
      expect(await refusal(refresh(partner, refresh_token))).toBe('invalid_client')
      expect(await refusal(own())).toBe('invalid_client')
      expect(await listed(token)).toMatchObject([{ standing: 'idle' }])
    }
  })

  test('a scope that is granted no longer is gone from tokens that have it', async () => {
    const [partner, { token }] = await Promise.all([w.partner(), w.resident()])
    const { access_token, refresh_token } = await w.tokens(partner, token)
    await set(
      `UPDATE "ScopeGrant" SET "status" = 'ended' WHERE "integrationId" = ? AND "scope" = 'appeals.track'`,
      partner.integration.id,
    )
    expect(await mine(access_token)).toBe(403)
    expect((await refresh(partner, refresh_token)).scope).toBe('appeals.submit')
  })
})

test('an account that ends takes its consents and tokens along', async () => {
  const [partner, { id, token }] = await Promise.all([w.partner(), w.resident()])
  const { access_token, refresh_token } = await w.tokens(partner, token)
  expect((await w.api(token, 'myData.delete', { open: 'goOn' })).status).toBe(200)
  w.kernel.clock.advance((w.city.city.settings.myData?.thinkOverDays ?? 0) * DAY)
  await w.service.services.deletions.sweep()
  expect(await mine(access_token)).toBe(401)
  expect(await refusal(refresh(partner, refresh_token))).toBe('invalid_grant')
  expect(await w.service.services.consents.list({ kind: 'resident', id, jurisdiction: '/' })).toMatchObject([
    { standing: 'ended', endedBy: 'account' },
  ])
})

test('what somebody agreed to stands in the copy of their data, in words and for software', async () => {
  const [partner, { token }] = await Promise.all([w.partner({ name: '阳光物业' }), w.resident()])
  await w.tokens(partner, token)
  const { data } = await w.api<{ url: string }>(token, 'myData.copy', { locale: 'zh-CN' })
  const files = unzipSync(new Uint8Array(await (await fetch(w.url + data.url)).arrayBuffer()))
  const [page, json] = ['index.html', 'data.json'].map((name) => Buffer.from(files[name] ?? []).toString())
  expect(page).toContain('我授权的第三方应用')
  expect(page).toContain('阳光物业')
  expect(page).toContain('替您提交诉求')
  expect(JSON.parse(json ?? '')).toMatchObject({ integrations: [{ standing: 'active', operator: '海棠物业服务协会' }] })
})

test('two partners know one person by two names, and one partner always by the same', async () => {
  const [one, other, { token }] = await Promise.all([w.partner(), w.partner(), w.resident()])
  const name = await claimsOf(one, token)
  expect(await claimsOf(one, token)).toBe(name)
  expect(await claimsOf(other, token)).not.toBe(name)
})

test('the database holds neither tokens nor codes, and the log names none', async () => {
  const [partner, { token }] = await Promise.all([w.partner(), w.resident()])
  const { access_token, refresh_token = '' } = await w.tokens(partner, token)
  await mine(access_token)
  const rows = JSON.stringify(await w.kernel.db.read.all(`SELECT "payload" FROM "OidcPayload"`))
  for (const secret of [access_token, refresh_token]) {
    expect(rows).not.toContain(secret)
    expect(w.logged.join('')).not.toContain(secret)
  }
})
