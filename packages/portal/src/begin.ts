import { CLIENT_HEADER, REALM_HEADER } from '@civicgrid/contracts/constants'
import { begunName, type Begun } from '@civicgrid/sdk'
import { CLIENT, type BegunWindow } from './platform/begun.ts'
import { firstReads } from './platform/first-reads.ts'

/**
 * Stands in the HTML: asks for what the page will show while its script is on its way, and saves a slow network two
 * round trips. Whatever goes wrong here is asked again by the page. Not in a frame: there no cookie says who is speaking.
 */
function begin(): Begun | undefined {
  const reads = window.parent === window ? firstReads(location.pathname, location.search) : []
  if (reads.length === 0) return undefined
  const inputs: Record<number, object> = {}
  reads.forEach(([, input], i) => {
    if (input) inputs[i] = input
  })
  const names = reads.map(([path]) => path).join(',')
  const headers = { [CLIENT_HEADER]: CLIENT, [REALM_HEADER]: 'resident' }
  const answer = fetch(`/trpc/${names}?batch=1&input=${encodeURIComponent(JSON.stringify(inputs))}`, {
    headers,
    credentials: 'include',
  }).then(async (response) => ({
    status: response.status,
    text: await response.text(),
    header: (name: string) => response.headers.get(name),
  }))
  return { reads: reads.map(([path, input]) => begunName(path, input)), answer: answer.catch(() => null) }
}

try {
  ;(window as BegunWindow).civicBegun = begin()
} catch {
  // An address that cannot be read, or a browser without `fetch`.
}
