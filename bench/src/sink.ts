import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Partners' servers in one process: `/fails` says 500, `/hangs` says nothing, everything else is taken at once. */
export interface Sink {
  readonly url: string
  /** When each request to this path came, in milliseconds of this process. */
  arrivals(path: string): readonly number[]
  close(): Promise<void>
}

export async function startSink(): Promise<Sink> {
  const arrivals = new Map<string, number[]>()
  const server: Server = createServer((incoming, outgoing) => {
    const path = incoming.url ?? ''
    const came = arrivals.get(path) ?? []
    came.push(performance.now())
    arrivals.set(path, came)
    incoming.resume()
    incoming.on('end', () => {
      if (path === '/hangs') return
      outgoing.writeHead(path === '/fails' ? 500 : 204).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    arrivals: (path) => arrivals.get(path) ?? [],
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
