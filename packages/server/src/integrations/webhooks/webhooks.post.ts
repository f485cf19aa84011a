import { request as plainRequest, Agent as PlainAgent, type IncomingMessage } from 'node:http'
import { request as tlsRequest, Agent as TlsAgent } from 'node:https'
import type { LookupAddress, LookupOptions } from 'node:dns'
import { isIP, type BlockList, type LookupFunction } from 'node:net'
import { callbackify } from 'node:util'
import type { TryResult } from '@civicgrid/contracts'
import { isAllowedByOperator, mayReach, type Resolve } from './webhooks.addresses.ts'

/** How a try ended. */
export interface PostAnswer {
  readonly result: TryResult
  /** HTTP status; null where nothing answered. */
  readonly status: number | null
  /** What Retry-After asked for, in milliseconds. */
  readonly retryAfterMs: number | null
}

export interface Poster {
  /** Sends one request, follows no redirect, reads nothing but the status. Never throws. */
  post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<PostAnswer>
  /** Lets go of the connections that are kept open. */
  close(): void
}

export interface PosterOptions {
  readonly allowed: BlockList
  readonly resolve: Resolve
  /** From asking for the name to the last byte of the answer's head. */
  readonly timeoutMs?: number
  /** Connections to one address. */
  readonly connections?: number
}

const TIMEOUT_MS = 15_000

/** The name leads to an address that webhooks do not reach. */
class Blocked extends Error {
  readonly code = 'CIVIC_BLOCKED'
}
class Unresolved extends Error {
  readonly code = 'CIVIC_UNRESOLVED'
}

/**
 * The address is looked at where the connection is made, so that a name cannot say one thing when it is checked and another
 * when it is used. All addresses of a name must be public: one that is not tells what the name is for.
 */
function guardedLookup({ allowed, resolve }: PosterOptions, plain: boolean): LookupFunction {
  async function addressesOf(hostname: string, { family }: LookupOptions): Promise<LookupAddress[]> {
    const found = await resolve(hostname).catch((): readonly string[] => [])
    if (found.some((one) => !mayReach(one, allowed) || (plain && !isAllowedByOperator(one, allowed))))
      throw new Blocked()
    const all = found.map((address) => ({ address, family: isIP(address) }))
    const wanted = all.filter((one) => !family || one.family === family)
    if (wanted.length === 0) throw new Unresolved()
    return wanted
  }
  return callbackify(addressesOf)
}

const FAULTS: Readonly<Record<string, TryResult>> = {
  CIVIC_BLOCKED: 'blocked',
  CIVIC_UNRESOLVED: 'unresolved',
  CIVIC_TIMEOUT: 'timeout',
}
function faultOf(error: unknown): TryResult {
  const code = String((error as { code?: unknown }).code)
  if (FAULTS[code]) return FAULTS[code]
  return /^(ERR_TLS|ERR_SSL|CERT|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED|EPROTO)/.test(code) ? 'tls' : 'unreachable'
}

function resultOf(status: number): TryResult {
  if (status >= 200 && status < 300) return 'ok'
  if (status >= 300 && status < 400) return 'redirected'
  return status === 410 ? 'gone' : 'status'
}

function retryAfter({ headers }: IncomingMessage): number | null {
  const seconds = Number(headers['retry-after'])
  return headers['retry-after'] !== undefined && seconds > 0 ? seconds * 1_000 : null
}

export function createPoster(options: PosterOptions): Poster {
  const { allowed, timeoutMs = TIMEOUT_MS, connections = 32 } = options
  const kept = {
    keepAlive: true,
    maxSockets: connections,
    maxFreeSockets: connections,
    timeout: 60_000,
    // Asks the look-up for all addresses, and tries them in turn.
    autoSelectFamily: true,
  }
  const agents = { 'http:': new PlainAgent(kept), 'https:': new TlsAgent(kept) }
  const lookups = { 'http:': guardedLookup(options, true), 'https:': guardedLookup(options, false) }

  async function attempt(url: URL, headers: Readonly<Record<string, string>>, body: string): Promise<PostAnswer> {
    const plain = url.protocol === 'http:'
    const literal = url.hostname.replace(/^\[|\]$/g, '')
    // An address in place of a name is never looked up.
    if (isIP(literal) && (!mayReach(literal, allowed) || (plain && !isAllowedByOperator(literal, allowed))))
      throw new Blocked()
    return new Promise((resolve, reject) => {
      const scheme = plain ? 'http:' : 'https:'
      const outgoing = (plain ? plainRequest : tlsRequest)(url, {
        method: 'POST',
        agent: agents[scheme],
        lookup: lookups[scheme],
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      })
      const timer = setTimeout(() => {
        outgoing.destroy(Object.assign(new Error('no answer in time'), { code: 'CIVIC_TIMEOUT' }))
      }, timeoutMs)
      outgoing.on('response', (incoming) => {
        clearTimeout(timer)
        const status = incoming.statusCode ?? 0
        // What they say is not ours to read; a short answer leaves the connection for the next delivery.
        let length = 0
        incoming.on('data', (chunk: Buffer) => (length += chunk.length) > 16_384 && incoming.destroy())
        incoming.on('error', () => {})
        incoming.setTimeout(timeoutMs, () => incoming.destroy())
        resolve({ result: resultOf(status), status, retryAfterMs: retryAfter(incoming) })
      })
      outgoing.on('error', (error) => {
        clearTimeout(timer)
        reject(error)
      })
      outgoing.end(body)
    })
  }

  return {
    async post(url, headers, body) {
      try {
        return await attempt(new URL(url), headers, body)
      } catch (error) {
        return { result: faultOf(error), status: null, retryAfterMs: null }
      }
    },
    close() {
      for (const agent of Object.values(agents)) agent.destroy()
    },
  }
}
