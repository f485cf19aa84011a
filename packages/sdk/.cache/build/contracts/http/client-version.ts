/** Clients before this one are answered with CLIENT_TOO_OLD. The API only grows, so it rises only for a security fix. */
export const OLDEST_CLIENT = '0.1.0'

const CLIENT = /^[\w.-]{1,40}\/(\d{1,5})\.(\d{1,5})\.(\d{1,5})$/

/**
 * Whether a client header (`portal/0.1.0`) names a client older than `oldest`.
 * A missing or unreadable header is not old: curl and partners' scripts do not send one.
 */
export function isTooOld(header: string | null | undefined, oldest: string = OLDEST_CLIENT): boolean {
  const version = header ? CLIENT.exec(header) : null
  if (!version) return false
  const floor = oldest.split('.').map(Number)
  for (let i = 0; i < 3; i++) {
    const difference = Number(version[i + 1]) - (floor[i] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return false
}
