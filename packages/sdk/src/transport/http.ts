import { CivicError } from '@civicgrid/contracts/constants'

/** One request, the same for fetch and for XMLHttpRequest. */
export interface HttpRequest {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  credentials: 'include' | 'omit'
  body?: string | FormData
  signal: AbortSignal
}

/** One answer, whatever its status. */
export interface HttpAnswer {
  status: number
  text: string
  header(name: string): string | null
}

/** @throws CivicError NETWORK when no answer came; the link that calls it keeps the deadline. */
export type Http = (request: HttpRequest) => Promise<HttpAnswer>

/** The part of an answer that is read. */
export interface FetchAnswer {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  /** Where it can be read as it comes. */
  readonly body?: ReadableStream<Uint8Array> | null
  text(): Promise<string>
}

/** The part of `fetch` that the SDK uses; hosts without it bring one of their own. */
export type Fetch = (url: string, init: RequestInit) => Promise<FetchAnswer>

export const noAnswer = (cause?: unknown) => new CivicError('NETWORK', { message: 'no answer came', cause })

export function httpOver(fetch: Fetch): Http {
  return async ({ url, ...init }) => {
    try {
      const response = await fetch(url, init)
      return { status: response.status, text: await response.text(), header: (name) => response.headers.get(name) }
    } catch (cause) {
      throw noAnswer(cause)
    }
  }
}
