import type { Realm } from '@civicgrid/contracts'

/**
 * Names of the session cookies. With https they carry the `__Host-` prefix, so that no other host and no plain page can set
 * them; a browser refuses that prefix on plain http, which only a developer's own machine speaks.
 */
export function cookieName(realm: Realm, https: boolean): string {
  const name = realm === 'staff' ? 'civic-desk' : 'civic'
  return https ? `__Host-${name}` : name
}

/** The value of one cookie, without splitting all the others. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  if (!header) return undefined
  for (const part of header.split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return undefined
}

/** A Set-Cookie line; `token` null takes the cookie away. @param maxAgeMs how long from now it lives */
export function sessionCookie(realm: Realm, https: boolean, token: string | null, maxAgeMs: number): string {
  const seconds = token === null ? 0 : Math.max(0, Math.floor(maxAgeMs / 1000))
  return `${cookieName(realm, https)}=${token ?? ''}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${https ? '; Secure' : ''}`
}
