import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSession, page, tokenOf } from '../../../test/embed.ts'
import { oidcWorld, type OidcWorld, type Partner } from '../../../test/oidc.ts'

const ORIGIN = 'https://partner.example.com'
let w: OidcWorld
let partner: Partner
beforeAll(async () => {
  w = await oidcWorld()
  partner = await w.partner({ jurisdiction: w.city.tree.pathOf(w.city.tree.root.code) })
})
afterAll(() => w.stop())

test('a session in a partner’s page shows what is kept of an account that is one partner’s alone, gives a copy of it and ends it; no token does', async () => {
  const about = { subject: 'u-own', name: '李业主', phone: '13800004321' }
  const { verifier, proof } = page()
  const asked = { subject: about.subject, origin: ORIGIN, proof }
  const minted = await w.api<{ secret: string }>(await tokenOf(partner), 'integrations.mintEmbedSecret', asked)
  const { publicId } = partner.integration
  const frame = await openSession(w.url, {
    integration: publicId,
    origin: ORIGIN,
    secret: minted.data.secret,
    verifier,
  })
  const place = { areaCode: w.city.tree.root.code }
  const leaf = w.city.city.categories.flatMap(({ leaves }) => leaves).find((one) => !one.photoRequired)
  const contact = { name: about.name, phone: about.phone }
  const words = { kind: leaf?.kinds[0], category: leaf?.code, text: '小区北门的路灯坏了三天', place, contact }
  const sent = await w.api<{ code: string }>(frame.token, 'appeals.submit', words)
  expect(sent.status).toBe(200)
  const query = { query: true }
  expect((await w.api(frame.token, 'myData.looks', {}, query)).data).toMatchObject({ items: [] })
  const copy = await w.api<{ url: string }>(frame.token, 'myData.copy', { locale: 'zh-CN' })
  const files = unzipSync(new Uint8Array(await (await fetch(w.url + copy.data.url)).arrayBuffer()))
  const archive = Object.values(files)
    .map((bytes) => new TextDecoder().decode(bytes))
    .join()
  expect(archive).toContain(words.text)
  // Whoever stands around the frame learns nothing by it: how to reach them they told the city alone.
  for (const secret of [about.phone, about.name]) expect(archive).not.toContain(secret)

  const resident = await w.resident()
  const access = (await w.tokens(partner, resident.token)).access_token
  const own = ['looks', 'consents', 'copy', 'deletion', 'delete', 'keep'] as const
  for (const name of own) {
    const input = name === 'copy' ? { locale: 'en' } : name === 'delete' ? { open: 'goOn' } : undefined
    const by = { query: ['looks', 'consents', 'deletion'].includes(name) }
    expect((await w.api(access, `myData.${name}`, input, by)).error?.code, name).toBe('SCOPE_MISSING')
  }
  const ended = await w.api<{ until: string | null }>(frame.token, 'myData.delete', { open: 'withdraw' })
  expect(ended.status).toBe(200)
  if (ended.data.until === null)
    expect((await w.api(frame.token, 'identity.me', undefined, query)).data).toEqual({ kind: 'guest' })
  else expect((await w.api(frame.token, 'myData.keep')).status).toBe(200)
})
