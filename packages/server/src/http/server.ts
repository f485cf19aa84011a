import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** How long requests under way may take once we are asked to stop. */
const GRACE_MS = 8_000

export interface HttpServer {
  /** The port in use; another than asked for when that was 0. */
  port: number
  /** Takes no more connections, lets requests under way finish for 8 s, then cuts them. */
  stop(): Promise<void>
}

export async function listen(
  listener: RequestListener,
  { port, host }: { port: number; host: string },
): Promise<HttpServer> {
  const server = createServer(
    {
      headersTimeout: 10_000,
      // A 10 MB photo over a slow phone line takes more than a minute.
      requestTimeout: 120_000,
      // Longer than proxies keep theirs, so that they never meet a connection we have just closed.
      keepAliveTimeout: 75_000,
      maxHeaderSize: 16 * 1024,
    },
    listener,
  )
  // Clients open connections ahead of what they may ask; Node counts those as busy.
  const unused = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  })
  server.on('request', ({ socket }) => unused.delete(socket))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const address = server.address() as AddressInfo
  return {
    port: address.port,
    stop: () =>
      new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS)
        server.close(() => {
          clearTimeout(cut)
          resolve()
        })
        server.closeIdleConnections()
        for (const socket of unused) socket.destroy()
      }),
  }
}
