import { isIP, type BlockList } from 'node:net'
import { isAllowedByOperator, mayReach } from './webhooks.addresses.ts'

const literalOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '')

export const hostOf = (url: string): string => new URL(url).host

/**
 * What is wrong with an address as it is written down. A name is looked at with every connection; an address that stands
 * there itself can be told at once. `https`: without TLS only what the operator lets webhooks reach.
 */
export function addressProblem(text: string, allowed: BlockList): 'https' | 'private' | null {
  const url = new URL(text)
  const literal = literalOf(url)
  if (isIP(literal) && !mayReach(literal, allowed)) return 'private'
  if (url.protocol === 'https:') return null
  if (isIP(literal)) return isAllowedByOperator(literal, allowed) ? null : 'https'
  return allowed.rules.length > 0 ? null : 'https'
}
