import { createLink, type Failed, type Link } from './link.ts'

/** Said with a nonce before there is a port. */
export interface Hello {
  civic: 'hello' | 'port'
  nonce: string
  hostApp?: string
}

export function helloOf(data: unknown, kind: Hello['civic']): Hello | undefined {
  if (typeof data !== 'object' || data === null || !('civic' in data) || data.civic !== kind) return undefined
  return 'nonce' in data && typeof data.nonce === 'string' ? (data as Hello) : undefined
}

export function overPort<Said, Heard>(port: MessagePort, failed: Failed): Link<Said, Heard> {
  const { link, receive } = createLink<Said, Heard>(
    { post: (message) => port.postMessage(message), close: () => port.close() },
    failed,
  )
  port.onmessage = ({ data }) => receive(data)
  return link
}
