import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EMBED_SECRET_MS, EMBED_SESSION_MS, EMBED_SETTINGS_PATH } from '@civicgrid/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSession, page, tokenOf } from '../../../test/embed.ts'
import { oidcWorld, type OidcWorld, type Partner } from '../../../test/oidc.ts'

// The partner's server mints a secret with a token of its own; our page in the frame opens a session with it.

const ORIGIN = 'https://partner.example.com'
let w: OidcWorld
let partner: Partner
let token: string
let root: string
const built = mkdtempSync(join(tmpdir(), 'civic-embed-'))
beforeAll(async () => {
  mkdirSync(join(built, 'embed/v1'), { recursive: true })
  for (const name of ['app.html', 'desk.html', 'embed/index.html', 'embed/v1/loader.js'])
    writeFileSync(join(built, name), `<!doctype html><title>${name}</title><script>1</script>`)
  w = await oidcWorld({ PORTAL_DIST: built })
  root = w.city.tree.pathOf(w.city.tree.root.code)
  partner = await w.partner({ jurisdiction: root })
  token = await tokenOf(partner)
})
afterAll(async () => {
  await w.stop()
  rmSync(built, { recursive: true, force: true })
})

interface Minted {
  secret: string
  expiresAt: string
}
const mint = (input: Record<string, unknown>, by = token) =>
  w.api<Minted>(by, 'integrations.mintEmbedSecret', { subject: 'u-1', origin: ORIGIN, ...input })

const open = (input: Record<string, unknown>) =>
  openSession(w.url, { integration: partner.integration.publicId, origin: ORIGIN, ...input })
/** The whole way of somebody. */
async function comeIn(input: Record<string, unknown> = {}, more: Record<string, unknown> = {}) {
  const { verifier, proof } = page()
  const minted = await mint({ proof, ...input })
  return open({ secret: minted.data.secret, verifier, ...more })
}
const me = async (access: string) =>
  (
    await w.api<{ kind: string; account?: string; phone?: string | null }>(access, 'identity.me', undefined, {
      query: true,
    })
  ).data

describe('a session in a partner’s page', () => {
  test('is of the person whom the partner calls so, the same each time, and nobody else’s', async () => {
    const [first, again, other] = [await comeIn(), await comeIn(), await comeIn({ subject: 'u-2' })]
    expect([first.status, await me(first.token)]).toMatchObject([201, { kind: 'resident', phone: null }])
    expect((await me(first.token)).account).toBe(first.account)
    expect(again.account).toBe(first.account)
    expect(other.account).not.toBe(first.account)
    const elsewhere = await w.partner({ jurisdiction: root })
    const { verifier, proof } = page()
    const { secret } = (await mint({ proof }, await tokenOf(elsewhere))).data
    const there = await open({ integration: elsewhere.integration.publicId, secret, verifier })
    expect([there.status, there.account === first.account]).toEqual([201, false])
  })

  test('does what a page needs, and nothing that belongs to an account alone', async () => {
    const { token: access } = await comeIn()
    const query = { query: true }
    expect((await w.api(access, 'appeals.mine', {}, query)).status).toBe(200)
    expect((await w.api(access, 'city.get', undefined, query)).status).toBe(200)
    for (const path of ['identity.devices', 'identity.ways', 'authorities.list', 'consents.list'])
      expect((await w.api(access, path, undefined, query)).error?.code, path).toBe('SCOPE_MISSING')
  })

  test('sends under the partner’s own id, which the first appeal takes', async () => {
    const { token: access } = await comeIn({ subject: 'u-3', externalId: 'order-17' })
    const submit = async (text: string) => {
      const place = { areaCode: w.city.tree.root.code }
      const { code } = w.city.city.categories.flatMap(({ leaves }) => leaves).find((leaf) => !leaf.photoRequired) ?? {
        code: '',
      }
      return w.api<{ code: string }>(access, 'appeals.submit', { kind: 'report', category: code, text, place })
    }
    const [first, second] = [await submit('门口的长椅坏了'), await submit('路面有个坑')]
    const own = async (code: string) =>
      (await w.api<{ source: unknown }>(access, 'progress.get', { code }, { query: true })).data.source
    expect(await own(first.data.code)).toMatchObject({ externalId: 'order-17' })
    expect(await own(second.data.code)).toMatchObject({ externalId: null })
  })

  test('lasts five minutes; a new secret takes its place before, and ends it', async () => {
    const first = await comeIn()
    const next = await comeIn({}, { renews: first.token })
    expect([(await me(first.token)).kind, (await me(next.token)).kind]).toEqual(['guest', 'resident'])
    const { clock } = w.kernel
    expect(Date.parse(next.expiresAt) - clock.now()).toBe(EMBED_SESSION_MS)
    clock.advance(EMBED_SESSION_MS - 1)
    expect((await me(next.token)).kind).toBe('resident')
    clock.advance(1)
    expect((await me(next.token)).kind).toBe('guest')
    token = await tokenOf(partner)
  })

  test('brings what the form begins with, which lies encrypted until it is taken', async () => {
    const prefill = { text: '我家楼下路灯不亮', address: '红星小区 3 幢' }
    const { verifier, proof } = page()
    const { secret } = (await mint({ proof, prefill, subject: 'u-3' })).data
    const [row] = await w.kernel.db.read.all<{ prefill: Uint8Array }>('SELECT "prefill" FROM "EmbedSecret"')
    expect(Buffer.from(row?.prefill ?? []).includes('路灯')).toBe(false)
    expect((await open({ secret, verifier })).prefill).toEqual(prefill)
  })
})

describe('a secret', () => {
  test('opens once, also when two show it at once', async () => {
    const { verifier, proof } = page()
    const { secret } = (await mint({ proof })).data
    const both = await Promise.all([open({ secret, verifier }), open({ secret, verifier })])
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 401])
    expect(await open({ secret, verifier })).toMatchObject({ status: 401, error: { code: 'TICKET_INVALID' } })
  })
  test('is over after a minute', async () => {
    const { verifier, proof } = page()
    const { secret, expiresAt } = (await mint({ proof })).data
    expect(Date.parse(expiresAt) - w.kernel.clock.now()).toBe(EMBED_SECRET_MS)
    w.kernel.clock.advance(EMBED_SECRET_MS)
    expect((await open({ secret, verifier })).error).toMatchObject({ fields: { secret: 'secret' } })
  })
  test.each([
    ['whoever has read it without the page’s own', { verifier: 'A'.repeat(43) }, 'verifier'],
    ['a page of another origin', { origin: 'https://evil.example' }, 'origin'],
    ['a frame of another integration', { integration: `civic_${'a'.repeat(22)}` }, 'integration'],
  ])('is of no use to %s, and used up by the try', async (_, change, why) => {
    const { verifier, proof } = page()
    const { secret } = (await mint({ proof })).data
    expect((await open({ secret, verifier, ...change })).error).toMatchObject({ fields: { secret: why } })
    expect((await open({ secret, verifier })).status).toBe(401)
  })
  test('is minted by the integration itself alone, for origins of its own', async () => {
    const { proof } = page()
    const stranger = await mint({ proof, origin: 'https://evil.example' })
    expect([stranger.status, stranger.error?.fields]).toEqual([403, { origin: 'value' }])
    const resident = await w.resident()
    expect((await mint({ proof }, resident.token)).error?.code).toBe('FORBIDDEN')
    expect((await mint({ proof }, await tokenOf(partner, 'changes.read'))).error?.code).toBe('SCOPE_MISSING')
    for (const origin of ['https://partner.example.com/', 'https://partner.example.com/page', 'partner.example.com'])
      expect((await mint({ proof, origin })).error?.code, origin).toBe('BAD_INPUT')
  })
  test('is to be had without tRPC, too', async () => {
    const { verifier, proof } = page()
    const post = (body: unknown, by = token) =>
      fetch(`${w.url}/api/v1/embed-secrets`, {
        method: 'POST',
        headers: { authorization: `Bearer ${by}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    const answer = await post({ subject: 'u-1', origin: ORIGIN, proof })
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([201, 'no-store'])
    const { secret } = (await answer.json()) as Minted
    expect((await open({ secret, verifier })).status).toBe(201)
    const statuses = [post({ subject: '', origin: ORIGIN, proof }), post({ subject: 'u', origin: ORIGIN, proof }, 'A')]
    expect((await Promise.all(statuses)).map(({ status }) => status)).toEqual([400, 401])
    const other = await post({ subject: 'u-1', origin: ORIGIN, proof }, await tokenOf(partner, 'changes.read'))
    expect(other.status).toBe(403)
  })
  test('and what it opens stand in no log', async () => {
    const { verifier, proof } = page()
    const { secret } = (await mint({ proof, subject: 'pupil-7' })).data
    const opened = await open({ secret, verifier })
    const said = w.logged.join('\n')
    for (const word of [secret, verifier, opened.token, 'pupil-7', token]) expect(said.includes(word)).toBe(false)
  })
})

describe('a page for a frame', () => {
  const policyOf = async (path: string) => (await fetch(w.url + path)).headers.get('content-security-policy') ?? ''
  test('says whose pages may hold it, and to nobody where it may not be embedded', async () => {
    const { publicId } = partner.integration
    const settings = await fetch(`${w.url}${EMBED_SETTINGS_PATH}?integration=${publicId}`)
    expect(await settings.json()).toMatchObject({ origins: [ORIGIN], name: { 'zh-CN': expect.any(String) } })
    const without = await w.partner({ scopes: ['changes.read'] })
    for (const other of [without.integration.publicId, `civic_${'b'.repeat(22)}`])
      expect((await fetch(`${w.url}${EMBED_SETTINGS_PATH}?integration=${other}`)).status).toBe(404)
    expect((await fetch(`${w.url}${EMBED_SETTINGS_PATH}?integration=1`)).status).toBe(400)
    expect(await policyOf(`/embed/send?integration=${publicId}`)).toContain(`frame-ancestors ${ORIGIN};`)
    for (const query of [`?integration=${without.integration.publicId}`, '?integration=1', ''])
      expect(await policyOf(`/embed/send${query}`), query).toContain("frame-ancestors 'none';")
    // What holds for frames holds for nothing else: the portal and the desk are as they were.
    for (const path of ['/', '/send', '/desk'])
      expect(await policyOf(`${path}?integration=${publicId}`), path).not.toContain(ORIGIN)
  })
  test('makes no script of text, and runs the framework’s own policy alone', async () => {
    const policy = await policyOf(`/embed/appeal/x?integration=${partner.integration.publicId}`)
    expect(policy).toContain("require-trusted-types-for 'script'; trusted-types vue")
    expect(policy).not.toMatch(/script-src[^;]*unsafe/)
  })
  test('comes with a loader that any page may fetch, and nothing else of ours may be', async () => {
    const loader = await fetch(`${w.url}/embed/v1/loader.js`)
    const header = (name: string) => loader.headers.get(name)
    expect([header('access-control-allow-origin'), header('cross-origin-resource-policy')]).toEqual([
      '*',
      'cross-origin',
    ])
    for (const path of ['/', '/embed/send', EMBED_SETTINGS_PATH])
      expect((await fetch(w.url + path)).headers.get('access-control-allow-origin'), path).toBeNull()
  })
  test('is over with the integration: no secret, no session, no settings from that instant', async () => {
    const closing = await w.partner({ jurisdiction: root })
    const own = await tokenOf(closing)
    const { publicId, id } = closing.integration
    const [early, late] = [page(), page()]
    const [first, second] = [await mint({ proof: early.proof }, own), await mint({ proof: late.proof }, own)]
    const session = await open({ integration: publicId, secret: first.data.secret, verifier: early.verifier })
    expect((await me(session.token)).kind).toBe('resident')
    await w.kernel.db.work((tx) => tx.run(`UPDATE "Integration" SET "status" = 'suspended' WHERE "id" = ?`, id))
    expect((await me(session.token)).kind).toBe('guest')
    expect((await open({ integration: publicId, secret: second.data.secret, verifier: late.verifier })).status).toBe(
      404,
    )
    expect((await mint({ proof: late.proof }, own)).status).toBe(401)
    expect((await fetch(`${w.url}${EMBED_SETTINGS_PATH}?integration=${publicId}`)).status).toBe(404)
  })
  test('and what is over is forgotten', async () => {
    await comeIn({ subject: 'u-9' })
    w.kernel.clock.advance(EMBED_SESSION_MS)
    expect(await w.service.services.embedding.sweep()).toBeGreaterThan(0)
    const left = `SELECT (SELECT count(*) FROM "EmbedSecret") + (SELECT count(*) FROM "EmbedSession") AS "n"`
    expect(Number((await w.kernel.db.read.get<{ n: number }>(left))?.n)).toBe(0)
  })
})
