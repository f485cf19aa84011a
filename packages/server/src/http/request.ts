import type { IncomingMessage, ServerResponse } from 'node:http'

/** One request as the routes see it. */
export interface Incoming {
  request: Request
  incoming: IncomingMessage
  outgoing: ServerResponse
  method: string
  /** Without the query. */
  path: string
  query: string
  requestId: string
  /** Of the client, behind our own proxies. */
  address: string
}

/** What a route answers, and what the log may call it: a fixed word, never the path as sent. */
export interface Answer {
  route: string
  response: Response
  /** Kind of caller, where the route found out. */
  actor?: string
}

export type Route = (incoming: Incoming) => Promise<Answer | undefined>

/** What speaks node's own requests and answers, as libraries do: it is asked before any of the routes. */
export interface NodeRoute {
  serves(path: string): boolean
  /** @returns what the log may call it, once it has answered */
  serve(incoming: Omit<Incoming, 'request'>): Promise<string>
}
