import { BlockList, isIP } from 'node:net'
import { resolve4, resolve6 } from 'node:dns/promises'

/** IPv4 that leads somewhere else than to the public internet (IANA's special-purpose registry), metadata services within. */
const SPECIAL_4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
]
/** Of IPv6 only global unicast is public; within it these are not, or hold an IPv4 address that could be anything. */
const GLOBAL_6 = '2000::/3'
const SPECIAL_6 = ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20']

function listOf(ranges: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [net = '', bits = ''] = range.split('/')
    list.addSubnet(net, Number(bits), family)
  }
  return list
}
const special4 = listOf(SPECIAL_4, 'ipv4')
const global6 = listOf([GLOBAL_6], 'ipv6')
const special6 = listOf(SPECIAL_6, 'ipv6')
/** IPv4 written as IPv6 is that IPv4. */
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i

/** Whether a request may go to this very address. @param allowed what the operator lets webhooks reach besides */
export function mayReach(address: string, allowed: BlockList): boolean {
  const plain = MAPPED.exec(address)?.[1] ?? address
  const version = isIP(plain)
  if (version === 0) return false
  const family = version === 4 ? 'ipv4' : 'ipv6'
  if (allowed.check(plain, family)) return true
  if (family === 'ipv4') return !special4.check(plain, family)
  return global6.check(plain, family) && !special6.check(plain, family)
}

/** Whether it is reached only because the operator said so; such an endpoint needs no TLS. */
export const isAllowedByOperator = (address: string, allowed: BlockList): boolean => {
  const plain = MAPPED.exec(address)?.[1] ?? address
  const version = isIP(plain)
  return version !== 0 && allowed.check(plain, version === 4 ? 'ipv4' : 'ipv6')
}

/** All addresses of a name. @throws Error where it has none */
export type Resolve = (hostname: string) => Promise<readonly string[]>

/**
 * Asks the name servers and nothing else: the system's own look-up waits in one of four threads that files need as well, and
 * reads the hosts file, where names of this machine's neighbourhood stand.
 */
export const resolveByDns: Resolve = async (hostname) => {
  const answers = await Promise.allSettled([resolve4(hostname), resolve6(hostname)])
  const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
  if (found.length === 0) throw new Error('the name has no address')
  return found
}
