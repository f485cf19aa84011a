import { describe, expect, test, vi } from 'vitest'
import { findHost } from './find-host.ts'
import { civicFailed } from './failed.ts'
import { createLink } from './link.ts'
import type { Envelope, FromHost, FromPortal } from './messages.ts'
import { ownPath } from './ticket.ts'

const APP = { code: 'city-app', frames: ['https://app.example'] }

/** Two ends of one wire; `text` as native bridges carry it. */
function pair(text = false) {
  const carry = (message: Envelope): unknown => (text ? JSON.stringify(message) : structuredClone(message))
  const portal: ReturnType<typeof createLink<FromPortal, FromHost>> = createLink(
    { post: (message) => host.receive(carry(message)), close: () => {} },
    civicFailed,
  )
  const host: ReturnType<typeof createLink<FromHost, FromPortal>> = createLink(
    { post: (message) => portal.receive(carry(message)), close: () => {} },
    civicFailed,
  )
  return { portal, host }
}

describe('a bridge', () => {
  test.each([false, true])('tells, asks and answers both ways (as text: %s)', async (text) => {
    const { portal, host } = pair(text)
    const titles: string[] = []
    host.link.on({
      title: ({ title }) => void titles.push(title),
      ticket: ({ challenge }) => ({ ticket: `for ${challenge}` }),
    })
    portal.link.on({ back: () => ({ handled: true }) })
    portal.link.tell('title', { title: '我的诉求', first: true })
    const ask = { hostApp: 'a', challenge: 'c', callback: 'https://p.example' }
    expect(await portal.link.ask('ticket', ask)).toEqual({ ticket: 'for c' })
    expect(await host.link.ask('back', null)).toEqual({ handled: true })
    expect(titles).toEqual(['我的诉求'])
  })
  test('refuses what nobody answers, hides why an answer failed, and gives up in time', async () => {
    const { portal, host } = pair()
    await expect(portal.link.ask('locate', null)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    host.link.on({ locate: () => Promise.reject(new Error('inside')) })
    await expect(portal.link.ask('locate', null)).rejects.not.toThrow('inside')
    host.link.on({ locate: () => new Promise(() => {}) })
    await expect(portal.link.ask('locate', null, 10)).rejects.toMatchObject({ code: 'TIMEOUT' })
  })
  test('reads nothing but its own envelopes', () => {
    const { portal } = pair()
    const back = vi.fn(() => ({ handled: true }))
    portal.link.on({ back })
    for (const noise of [
      '{',
      '{}',
      'null',
      null,
      7,
      { type: 'back' },
      { civic: 1, type: 'toString', data: null },
      { civic: 2, type: 'back' },
    ])
      portal.receive(noise)
    expect(back).not.toHaveBeenCalled()
  })
})

/** A window as the page finds it, with somebody above it. */
function pageIn({ referrer = 'https://app.example/', agent = 'Chrome', ...more }: Record<string, unknown> = {}) {
  const listeners = new Set<(event: unknown) => void>()
  const called: { message: { nonce: string }; origin: string }[] = []
  const parent = { postMessage: (message: { nonce: string }, origin: string) => void called.push({ message, origin }) }
  const page: Record<string, unknown> = {
    parent,
    location: {},
    document: { referrer },
    navigator: { userAgent: agent },
    addEventListener: (_type: string, listener: (event: unknown) => void) => void listeners.add(listener),
    removeEventListener: (_type: string, listener: (event: unknown) => void) => void listeners.delete(listener),
    ...more,
  }
  const say = (event: Record<string, unknown>) => {
    for (const listener of listeners) listener({ source: parent, origin: 'https://app.example', ports: [], ...event })
  }
  // The few members that are looked at.
  return { page: page as never as Window, called, say, parent }
}

describe('finding the host', () => {
  test('believes the page above alone, at its registered origin, with the nonce that it was called by', async () => {
    const { page, called, say } = pageIn()
    const { port1, port2 } = new MessageChannel()
    const finding = findHost([APP], { page, timeoutMs: 1_000 })
    await vi.waitFor(() => expect(called.length).toBeGreaterThan(0))
    const nonce = called[0]?.message.nonce
    expect(called.map(({ origin }) => origin)).toEqual(expect.arrayContaining(['https://app.example']))
    const data = { civic: 'port', nonce, hostApp: 'city-app' }
    const wrong = [
      { data, origin: 'https://evil.example' },
      { data, source: {} },
      { data: { ...data, nonce: 'guessed' } },
      { data: { ...data, civic: 'hello' } },
      { data: 'port' },
    ]
    for (const event of wrong) say({ ports: [port2], ...event })
    say({ data, ports: [] })
    let settled = false
    void finding.then(() => (settled = true))
    await Promise.resolve()
    expect(settled).toBe(false)
    say({ data, ports: [port2] })
    expect(await finding).toMatchObject({ kind: 'frame', hostApp: 'city-app', link: expect.anything() })
    port1.close()
    port2.close()
  })
  test('calls nobody where a stranger holds the page, and settles without an answer', async () => {
    const stranger = pageIn({ referrer: 'https://evil.example/page' })
    expect(await findHost([APP], { page: stranger.page })).toEqual({ kind: 'frame', link: null, hostApp: null })
    expect(stranger.called).toEqual([])
    const silent = pageIn()
    expect(await findHost([APP], { page: silent.page, timeoutMs: 20 })).toEqual({
      kind: 'frame',
      link: null,
      hostApp: null,
    })
  })

  const native = (change: Record<string, unknown>, agent: string) => {
    const own = pageIn({ agent, ...change })
    Object.assign(own.page, { parent: own.page })
    return own.page
  }
  /** An app that answers `hello` and nothing else. */
  const answering = () => {
    const at: { page?: Window } = {}
    const app = {
      postMessage(text: string) {
        const { id } = JSON.parse(text) as { id: number }
        const receive: unknown = Reflect.get(at.page ?? {}, 'civicgridReceive')
        if (typeof receive === 'function')
          receive(JSON.stringify({ civic: 1, reply: id, data: { hostApp: 'city-app' } }))
      },
    }
    return { at, app }
  }
  test.each([
    ['wkwebview', 'iPhone', (app: object) => ({ webkit: { messageHandlers: { civicgrid: app } } })],
    ['android', 'Android 8 Chrome/61', (app: object) => ({ CivicGridHost: app })],
    ['ark', 'OpenHarmony ArkWeb/4', (app: object) => ({ CivicGridHost: app })],
  ])('speaks with a native app by %s', async (kind, agent, put) => {
    const { at, app } = answering()
    at.page = native(put(app), agent)
    expect(await findHost([APP], { page: at.page })).toMatchObject({
      kind,
      hostApp: 'city-app',
      link: expect.anything(),
    })
  })
  test.each([
    ['wechat', 'MicroMessenger/8 miniProgram/wx1'],
    ['browser', 'Chrome'],
  ])('knows %s, where nobody is to be spoken with', async (kind, agent) => {
    expect(await findHost([APP], { page: native({}, agent) })).toEqual({ kind, link: null, hostApp: null })
  })
  test('an app that says it is another than the registered ones is none', async () => {
    const { at, app } = answering()
    at.page = native({ CivicGridHost: app }, 'Android')
    const others = [
      { code: 'a', frames: [] },
      { code: 'b', frames: [] },
    ]
    expect((await findHost(others, { page: at.page })).hostApp).toBeNull()
  })
})

test.each([
  ['/mine', '/mine'],
  ['/appeal/1?x=2#y', '/appeal/1?x=2#y'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['mine', '/'],
  [undefined, '/'],
  [['/a'], '/'],
])('a wish to go on to %j leads to %s', (wanted, path) => expect(ownPath(wanted)).toBe(path))
