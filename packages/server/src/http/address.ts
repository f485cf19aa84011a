import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'

const LOOPBACK = new BlockList()
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4')
LOOPBACK.addAddress('::1', 'ipv6')

const plain = (address: string): string => (address.startsWith('::ffff:') ? address.slice(7) : address)
const family = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** Addresses and CIDR ranges. @throws TypeError for what is neither */
export function addressList(entries: readonly string[]): BlockList {
  const list = new BlockList()
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/')
    if (!isIP(address)) throw new TypeError(`not an address: ${entry}`)
    if (bits === undefined) list.addAddress(address, family(address))
    else list.addSubnet(address, Number(bits), family(address))
  }
  return list
}

/**
 * Who sent the request: the nearest hop that is not one of our own proxies. Without trusted proxies the header
 * `x-forwarded-for` is anybody's word and is not read.
 */
export function clientAddress(incoming: IncomingMessage, proxies: BlockList): string {
  let address = plain(incoming.socket.remoteAddress ?? '')
  const forwarded = incoming.headers['x-forwarded-for']
  if (forwarded === undefined) return address
  const hops = String(forwarded)
    .split(',')
    .map((hop) => plain(hop.trim()))
  while (isIP(address) && proxies.check(address, family(address))) {
    const hop = hops.pop()
    if (!hop || !isIP(hop)) break
    address = hop
  }
  return address
}

/** Whether the request was made on this very machine and not passed on by a proxy that runs here. */
export function isLoopback(incoming: IncomingMessage): boolean {
  const address = plain(incoming.socket.remoteAddress ?? '')
  return (
    incoming.headers['x-forwarded-for'] === undefined && isIP(address) !== 0 && LOOPBACK.check(address, family(address))
  )
}

/** What limits count by: an IPv6 subscriber has a /64, not one address. */
export function addressKey(address: string): string {
  if (isIP(address) !== 6) return address
  const [head = '', tail] = address.split('::')
  const left = head ? head.split(':') : []
  const right = tail ? tail.split(':') : []
  const groups =
    tail === undefined ? left : [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right]
  return `${groups.slice(0, 4).join(':')}::/64`
}
