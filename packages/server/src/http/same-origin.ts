import { CivicError } from '@civicgrid/contracts'

/**
 * A request that changes something and speaks by cookie must come from one of our own pages: another site can make a browser
 * send the cookie, but cannot forge Origin or Sec-Fetch-Site. Requests with a bearer token need none of this.
 * @param own origins we are known by, such as `https://12345.example.cn`
 * @throws CivicError FORBIDDEN
 */
export function assertSameOrigin(
  headers: { origin?: string | undefined; host?: string | undefined; 'sec-fetch-site'?: string | string[] | undefined },
  own: readonly string[],
): void {
  const { origin, host } = headers
  const site = headers['sec-fetch-site']
  // "none" is the address bar, which cannot post; same-site is a neighbour under our domain, who is not us.
  if (site !== undefined && site !== 'same-origin') throw refused('sec-fetch-site')
  if (!origin) throw refused('origin')
  if (own.includes(origin)) return
  // A page served by this very host, under whatever name it was reached: an attacker cannot choose our Host header.
  if (host && URL.canParse(origin) && new URL(origin).host === host) return
  throw refused('origin')
}

const refused = (header: string): CivicError => new CivicError('FORBIDDEN', { message: `refused by ${header}` })
