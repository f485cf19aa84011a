import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { addressOf, mountEmbed, type EmbedOptions } from './mount.ts'

// The partner's page, with as much of a browser as it touches: who is answered, and what over.

const CITY = 'https://12345.example.cn'
type Heard = (event: object) => void
let heard: Set<Heard>
let styles: Map<string, string>
let frame: Record<string, unknown>
let posted: { message: { civic: string; nonce: string; hostApp: string }; origin: string; ports: MessagePort[] }[]

function element() {
  const own = new Map<string, string>()
  const style = {
    setProperty: (name: string, value: string) => void own.set(name, value),
    removeProperty: (name: string) => void own.delete(name),
    get height() {
      return own.get('height') ?? ''
    },
    set height(value: string) {
      own.set('height', value)
    },
  }
  const attributes: Record<string, string> = {}
  return {
    own,
    style,
    attributes,
    contentWindow: {
      postMessage: (message: never, origin: string, ports: MessagePort[]) =>
        void posted.push({ message, origin, ports }),
    },
    setAttribute: (name: string, value: string) => void (attributes[name] = value),
    remove: vi.fn(),
    getBoundingClientRect: () => ({ top: 100 }),
  }
}

beforeEach(() => {
  heard = new Set()
  posted = []
  const made = element()
  frame = made
  styles = made.own
  vi.stubGlobal('document', { createElement: (name: string) => (name === 'iframe' ? frame : element()) })
  vi.stubGlobal('addEventListener', (_: string, listener: Heard) => heard.add(listener))
  vi.stubGlobal('removeEventListener', (_: string, listener: Heard) => heard.delete(listener))
  vi.stubGlobal('innerHeight', 700)
  vi.stubGlobal('scrollBy', vi.fn())
})
afterEach(() => vi.unstubAllGlobals())

const mount = (more: Partial<EmbedOptions> = {}) =>
  mountEmbed({
    baseUrl: CITY,
    integration: 'civic_0123456789abcdef',
    page: 'send',
    // The one member that is called.
    container: { appendChild: () => undefined } as never as Node,
    secret: () => 'secret',
    ...more,
  })
const say = (event: Record<string, unknown>) => {
  for (const listener of heard) listener({ source: frame.contentWindow, origin: CITY, ...event })
}
const hello = (nonce: string) => ({ civic: 'hello', nonce })
/** The page's end of the port that it was given last. */
function port(): MessagePort {
  const [last] = posted.at(-1)?.ports ?? []
  if (!last) throw new Error('nobody was answered')
  return last
}
const answered = (end: MessagePort, message: object) =>
  new Promise<{ data?: unknown; failed?: boolean }>((resolve) => {
    end.onmessage = ({ data }) => resolve(data)
    end.postMessage(message, [])
  })

describe('the page in the frame', () => {
  test('is answered once it calls, at its own origin, with the integration that it asked for', async () => {
    const ready = vi.fn()
    const embedded = mount({ onReady: ready, secret: ({ proof }) => `for ${proof}` })
    say({ data: hello('n1') })
    say({ data: hello('n1') })
    expect(posted.map(({ message, origin }) => [message, origin])).toEqual([
      [{ civic: 'port', nonce: 'n1', hostApp: 'civic_0123456789abcdef' }, CITY],
    ])
    expect(ready).toHaveBeenCalledOnce()
    const end = port()
    expect(await answered(end, { civic: 1, type: 'secret', data: { proof: 'p' }, id: 1 })).toMatchObject({
      data: 'for p',
    })
    embedded.close()
    say({ data: hello('n2') })
    expect(posted).toHaveLength(1)
    end.close()
  })

  test.each([
    ['a sibling frame, though of the city', { source: {} }],
    ['the frame, once it shows another site', { origin: 'https://evil.example' }],
    ['a page that knows another word', { data: { civic: 'port', nonce: 'n1' } }],
    ['a page that names no nonce', { data: { civic: 'hello' } }],
  ])('nobody is answered but that: not %s', (_, change) => {
    mount()
    say({ data: hello('n1'), ...change })
    expect(posted).toEqual([])
  })

  test('is heard over the port alone: what is said before the handshake, or beside it, does nothing', async () => {
    const secret = vi.fn(() => 'secret')
    const sent = vi.fn()
    mount({ secret, onSent: sent })
    for (const type of ['secret', 'sent', 'height'])
      say({ data: { civic: 1, type, data: { code: 'A', height: 9 }, id: 1 } })
    say({ data: hello('n1') })
    say({ data: { civic: 1, type: 'sent', data: { code: 'A' } } })
    await Promise.resolve()
    expect([secret.mock.calls, sent.mock.calls, styles.get('height')]).toEqual([[], [], '480px'])
  })

  test('learns of a change of looks that was made before it called, also when it begins anew', async () => {
    const embedded = mount({ look: { theme: 'light' } })
    const first = () =>
      new Promise((resolve) => {
        const end = port()
        end.onmessage = ({ data }) => resolve(data)
      })
    embedded.look({ elder: true })
    const told = { civic: 1, type: 'look', data: { theme: 'light', elder: true } }
    for (const nonce of ['n1', 'n2']) {
      say({ data: hello(nonce) })
      expect(await first()).toEqual(told)
      port().close()
    }
  })

  test('gets no reason where the partner’s server gave no secret', async () => {
    mount({ secret: () => Promise.reject(new Error('inside')) })
    say({ data: hello('n1') })
    const said = await answered(port(), { civic: 1, type: 'secret', data: { proof: 'p' }, id: 1 })
    expect([said.failed, JSON.stringify(said)]).toEqual([true, expect.not.stringContaining('inside')])
    port().close()
  })
})

describe('the frame', () => {
  const tell = async (type: string, data: object) => {
    port().postMessage({ civic: 1, type, data }, [])
    // Messages of a port keep their order: what is answered after it comes when it has been heard.
    await answered(port(), { civic: 1, type: 'secret', data: { proof: '' }, id: 1 })
  }
  test('is as high as its page says, over the window while a layer is open, and as before after it', async () => {
    mount()
    say({ data: hello('n1') })
    await tell('height', { height: 611.2 })
    expect(styles.get('height')).toBe('612px')
    await tell('layer', { open: true })
    expect([styles.get('position'), styles.get('height')]).toEqual(['fixed', '100vh'])
    await tell('height', { height: 700 })
    expect(styles.get('height')).toBe('100vh')
    await tell('layer', { open: false })
    expect([styles.get('position'), styles.get('height'), styles.get('width')]).toEqual([undefined, '700px', '100%'])
    for (const height of [-1, 0, Number.NaN]) await tell('height', { height })
    expect(styles.get('height')).toBe('700px')
    port().close()
  })
  test('scrolls into the window what has the focus, and nothing that is there already', async () => {
    mount()
    say({ data: hello('n1') })
    await tell('focus', { top: 300, height: 40 })
    expect(scrollBy).not.toHaveBeenCalled()
    await tell('focus', { top: 1_500, height: 40 })
    expect(scrollBy).toHaveBeenCalledWith(0, 1_600 - 330)
    port().close()
  })
  test('may use the camera, the microphone and the place, and says from where it was asked for', () => {
    mount()
    expect(frame).toMatchObject({ referrerPolicy: 'origin' })
    const { allow } = frame.attributes as Record<string, string>
    for (const what of ['camera', 'microphone', 'geolocation']) expect(allow).toContain(`${what} ${CITY}`)
  })
})

test('the address says how the page looks from the first moment, and nothing about who looks at it', () => {
  const look = { theme: 'dark', elder: true, locale: 'en', brand: '#0b6', radius: 4 } as const
  const address = new URL(addressOf({ baseUrl: `${CITY}/`, integration: 'civic_a', page: 'appeal/0123', look }))
  expect([address.origin, address.pathname]).toEqual([CITY, '/embed/appeal/0123'])
  expect(Object.fromEntries(address.searchParams)).toEqual({
    integration: 'civic_a',
    theme: 'dark',
    elder: 'true',
    locale: 'en',
    brand: '#0b6',
    radius: '4',
  })
  expect(addressOf({ baseUrl: CITY, integration: 'civic_a', page: 'send', look: { elder: false } })).toBe(
    `${CITY}/embed/send?integration=civic_a`,
  )
})
