import { createHash, createPrivateKey } from 'node:crypto'
import type { HostKey } from '@civicgrid/sdk/host'

/** PKCS#8 of an Ed25519 key, up to its 32 bytes. */
const HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')

/**
 * The key of a demo app, whose public half stands in `cities/*\/hosts.json`: made of its name, known to everybody, and
 * therefore worth nothing; such apps do not exist in production. A real one is made once and kept where secrets are kept.
 */
export function demoKey(hostApp: string): HostKey {
  const seed = createHash('sha256').update(`civicgrid demo host app ${hostApp}`).digest()
  const key = createPrivateKey({ key: Buffer.concat([HEAD, seed]), format: 'der', type: 'pkcs8' })
  return { pem: String(key.export({ format: 'pem', type: 'pkcs8' })), alg: 'EdDSA', kid: `demo-${hostApp}` }
}
