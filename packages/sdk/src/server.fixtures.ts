import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { ERRORS, LIVE_PATH, type CivicErrorShape, type ErrorBody, type ErrorCode } from '@civicgrid/contracts/constants'
import { createCivic, type Civic, type CivicOptions } from './index.ts'

/** A request as the server saw it. */
export interface Seen {
  method: string
  /** Without the query. */
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  /** Parsed JSON; null where there is none. */
  input: unknown
  raw: Buffer
  /** Settles when the client goes away before the answer is whole. */
  gone: Promise<void>
}

/** What the server says: data, an error's code, a whole shape, text as it is, or nothing at all. */
export type Said =
  | { data: unknown }
  | { code: ErrorCode; retryAfterMs?: number; changes?: CivicErrorShape['changes']; fields?: CivicErrorShape['fields'] }
  | { raw: string; status: number; headers?: Record<string, string> }
  | 'silence'
  | 'hang up'

export interface TestServer {
  civic: Civic
  baseUrl: string
  seen: Seen[]
}

export const bodyOfError = (code: string, shape: Partial<CivicErrorShape> = {}): ErrorBody => {
  const status = code in ERRORS ? ERRORS[code as ErrorCode].status : 500
  const retryable = code in ERRORS && ERRORS[code as ErrorCode].retryable
  const civic = {
    code,
    status,
    requestId: 'r-1',
    retryable,
    retryAfterMs: null,
    fields: null,
    changes: null,
    message: code,
    ...shape,
  }
  return { error: { message: code, code: -32603, data: { code, httpStatus: status, civic: civic as CivicErrorShape } } }
}

const notThere = (response: ServerResponse) => response.writeHead(404).end()

function send(response: ServerResponse, said: Said): void {
  if (said === 'silence') return
  if (said === 'hang up') {
    response.socket?.destroy()
    return
  }
  const json = (status: number, body: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
  if ('data' in said) json(200, { result: { data: said.data } })
  else if ('code' in said) json(ERRORS[said.code].status, bodyOfError(said.code, said))
  else response.writeHead(said.status, said.headers).end(said.raw)
}

/**
 * A real HTTP server that says what a test tells it to, and a client of it that hardly pauses between attempts.
 * @param answer is given each request and how many came before it; both are gone when the test is.
 * @param stream answers whoever wants a live stream, which an older server does not have
 */
export async function serverThat(
  answer: (seen: Seen, nth: number) => Said | Promise<Said>,
  options: Partial<CivicOptions> = {},
  stream?: (response: ServerResponse, url: URL) => unknown,
): Promise<TestServer> {
  const seen: Seen[] = []
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://test')
    if (url.pathname.startsWith(LIVE_PATH)) return void (await (stream ?? notThere)(response, url))
    const gone = new Promise<void>((resolve) => response.on('close', () => response.writableFinished || resolve()))
    const raw = await buffer(request)
    const isJson = request.headers['content-type'] === 'application/json'
    const text = url.searchParams.get('input') ?? (isJson ? raw.toString() : '')
    const one: Seen = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      input: text === '' ? null : JSON.parse(text),
      raw,
      gone,
    }
    seen.push(one)
    send(response, await answer(one, seen.length - 1))
  }
  const server = createServer((request, response) => {
    // A client that goes away in the middle of a body is part of the tests.
    serve(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const baseUrl = `http://127.0.0.1:${address.port}`
  return { civic: createCivic({ baseUrl, retry: { baseMs: 5 }, ...options }), baseUrl, seen }
}
