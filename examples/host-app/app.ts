import { readFileSync } from 'node:fs'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { createHostClient, isCivicError, type HostKey, type HostTicket } from '@civicgrid/sdk/host'
import { shellPage, signInPage, STYLE } from './pages.ts'
import { SignedIn, type Person } from './people.ts'

export interface HostAppOptions {
  readonly name: string
  /** The app's own origin. */
  readonly origin: string
  /** The portal's origin, as browsers reach it. */
  readonly portal: string
  /** The city's service, as this backend reaches it; the portal's origin, unless there is a shorter way. */
  readonly service: string
  readonly hostApp: string
  readonly audience: string
  readonly key: HostKey
  readonly people: readonly Person[]
  /** Area path that its people belong to. */
  readonly jurisdiction: string
  /** `civicgrid-bridge.min.js` of the SDK. */
  readonly bridge: string
}

const SHELL = readFileSync(new URL('./shell.js', import.meta.url), 'utf8')
/** Time to come back from our sign-in page. */
const FRESH_MS = 30_000
const COOKIE = /(?:^|;\s*)shell=([\w-]+)/

/** A city's super-app, as small as it can be: its own sign-in, a tab bar, and the portal in a frame or as a page. */
export function hostApp(options: HostAppOptions): RequestListener {
  const { name, origin, portal, people, jurisdiction } = options
  const signedIn = new SignedIn()
  const client = createHostClient({ ...options, baseUrl: options.service })
  const idOf = ({ headers }: IncomingMessage) => COOKIE.exec(headers.cookie ?? '')?.[1]
  const whoAsks = (request: IncomingMessage) => signedIn.who(idOf(request))

  function ticketFor(
    { subject, name: who, phone }: Person,
    asked: { challenge: string; callback: string; authenticatedAt?: Date | undefined },
  ): Promise<HostTicket> {
    return client.ticket({ subject, profile: { name: who, phone }, jurisdiction, ...asked })
  }
  /** Who came to prove once more who they are has just done so, or is asked to. */
  const isFresh = (since: Date | undefined) => since !== undefined && Date.now() - since.getTime() < FRESH_MS

  /** A page of ours alone; anything else an address may ask for would make us send people anywhere. */
  const ownPath = (path: string | null) => (path !== null && /^\/(?![/\\])/.test(path) ? path : '/')

  const routes: Record<string, (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> | void> =
    {
      'GET /': (request, response, { searchParams }) => {
        const person = whoAsks(request)
        if (!person) return moved(response, '/sign-in')
        html(response, shellPage({ ...options, person, path: ownPath(searchParams.get('path')) }))
      },
      'GET /sign-in': (_request, response, { searchParams }) =>
        html(response, signInPage(name, people, ownPath(searchParams.get('next')))),
      'POST /sign-in': async (request, response) => {
        const form = new URLSearchParams(await text(request))
        const person = people.find(({ subject }) => subject === form.get('subject'))
        if (!person) return moved(response, '/sign-in')
        response.setHeader('set-cookie', `shell=${signedIn.begin(person)}; Path=/; HttpOnly; SameSite=Lax`)
        moved(response, ownPath(form.get('next')))
      },
      'POST /sign-out': (request, response) => {
        signedIn.end(idOf(request))
        moved(response, '/sign-in')
      },
      // The portal sends a browser here, and gets it back with a ticket.
      'GET /civic': async (request, response, { searchParams, pathname, search }) => {
        const person = whoAsks(request)
        const since = signedIn.since(idOf(request))
        if (!person || (searchParams.get('prompt') === 'login' && !isFresh(since)))
          return moved(response, `/sign-in?next=${encodeURIComponent(pathname + search)}`)
        const { location } = await ticketFor(person, {
          challenge: searchParams.get('challenge') ?? '',
          callback: searchParams.get('callback') ?? '',
          authenticatedAt: since,
        })
        moved(response, location)
      },
      // Our own page asks for the portal in its frame.
      'POST /api/ticket': async (request, response) => {
        const person = whoAsks(request)
        if (!person || request.headers.origin !== origin) return status(response, 403)
        const asked = JSON.parse(await text(request)) as { challenge: string; callback: string }
        const { challenge, callback } = asked
        const { ticket } = await ticketFor(person, { challenge, callback })
        response.setHeader('content-type', 'application/json').end(JSON.stringify({ ticket }))
      },
      'GET /shell.js': (_request, response) => script(response, SHELL),
      'GET /bridge.js': (_request, response) => script(response, options.bridge),
      'GET /shell.css': (_request, response) => void response.setHeader('content-type', 'text/css').end(STYLE),
    }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', origin)
    const route = routes[`${request.method} ${url.pathname}`]
    response.setHeader('content-security-policy', `default-src 'self'; frame-src ${portal}; frame-ancestors 'none'`)
    if (route) await route(request, response, url)
    else status(response, 404)
  }
  return (request, response) => {
    serve(request, response).catch((error: unknown) => {
      // What the city's service refuses is not for the person to read: they see that it did not work.
      console.error(isCivicError(error) ? `${error.code} ${JSON.stringify(error.fields)}` : error)
      status(response, 502)
    })
  }
}

const status = (response: ServerResponse, code: number): void => void response.writeHead(code).end()
const moved = (response: ServerResponse, to: string): void => void response.writeHead(303, { location: to }).end()
const html = (response: ServerResponse, body: string): void =>
  void response.setHeader('content-type', 'text/html; charset=utf-8').end(body)
const script = (response: ServerResponse, body: string): void =>
  void response.setHeader('content-type', 'text/javascript; charset=utf-8').end(body)
