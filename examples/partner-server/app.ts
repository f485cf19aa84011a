import { readFileSync } from 'node:fs'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { cityClient, type CityAccess } from './city.ts'
import { SignedIn, type Person } from './people.ts'

export interface PartnerOptions extends CityAccess {
  /** Our own origin. */
  readonly origin: string
  /** The city's origin, as browsers reach it; the service's, unless there is a shorter way. */
  readonly city?: string
  readonly people: readonly Person[]
}

const page = (name: string) => readFileSync(new URL(`../partner-page/${name}`, import.meta.url), 'utf8')
const FILES: Readonly<Record<string, readonly [text: string, type: string]>> = {
  '/page.js': [page('page.js'), 'text/javascript'],
  '/page.css': [page('page.css'), 'text/css'],
}
const COOKIE = /(?:^|;\s*)neighbourly=([\w-]+)/

/**
 * What an embedding page has to allow, and nothing more: the loader and the elements come from the city, which also fills the
 * frame. Trusted Types are demanded, and no policy is there that could make any.
 */
const policyFor = (city: string): string =>
  [
    "default-src 'none'",
    `script-src 'self' ${city}`,
    "style-src 'self'",
    `frame-src ${city}`,
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')

/** A neighbourhood's app with its own sign-in, in which people send an appeal to their city and see what becomes of it. */
export function partnerServer(options: PartnerOptions): RequestListener {
  const { origin, service, integration, people, city = service } = options
  const signedIn = new SignedIn()
  const cityApi = cityClient(options)
  const idOf = ({ headers }: IncomingMessage) => COOKIE.exec(headers.cookie ?? '')?.[1]
  const shell = page('index.html').replaceAll('{city}', city).replaceAll('{integration}', integration)

  const routes: Record<string, (request: IncomingMessage, response: ServerResponse) => Promise<void> | void> = {
    'GET /': (request, response) => {
      const who = signedIn.who(idOf(request))
      const html = who ? shell.replaceAll('{name}', safe(who.name)) : signInPage(people)
      response.setHeader('content-type', 'text/html; charset=utf-8').end(html)
    },
    'POST /sign-in': async (request, response) => {
      const subject = new URLSearchParams(await text(request)).get('subject')
      const person = people.find((one) => one.subject === subject)
      if (person)
        response.setHeader('set-cookie', `neighbourly=${signedIn.begin(person)}; Path=/; HttpOnly; SameSite=Lax`)
      response.writeHead(303, { location: '/' }).end()
    },
    'POST /sign-out': (request, response) => {
      signedIn.end(idOf(request))
      response.writeHead(303, { location: '/' }).end()
    },
    // Our own page asks for whoever is signed in here; another site's page must not.
    'POST /civic/secret': async (request, response) => {
      const who = signedIn.who(idOf(request))
      if (request.headers.origin !== origin) return status(response, 403)
      if (!who) return status(response, 401)
      const { proof } = JSON.parse(await text(request)) as { proof: string }
      const begin = who.begin && { prefill: who.begin }
      const secret = await cityApi.secretFor({ subject: who.subject, origin, proof, ...begin })
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ secret }))
    },
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', origin)
    const file = request.method === 'GET' ? FILES[pathname] : undefined
    response.setHeader('content-security-policy', policyFor(city))
    response.setHeader('cache-control', 'no-store')
    const route = routes[`${request.method} ${pathname}`]
    if (file) response.setHeader('content-type', file[1]).end(file[0])
    else if (route) await route(request, response)
    else status(response, 404)
  }
  return (request, response) => {
    serve(request, response).catch((error: unknown) => {
      console.error(error)
      status(response, 502)
    })
  }
}

const status = (response: ServerResponse, code: number): void => void response.writeHead(code).end()
const safe = (words: string): string => words.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)

const signInPage = (people: readonly Person[]): string => `<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>邻里通</title><link rel="stylesheet" href="/page.css">
<main><h1>邻里通</h1><p>选一位业主登录</p><form method="post" action="/sign-in">
${people.map(({ subject, name }) => `<button name="subject" value="${safe(subject)}">${safe(name)}</button>`).join('\n')}
</form></main></html>`
