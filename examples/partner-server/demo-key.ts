import { createHash, createPrivateKey } from 'node:crypto'

/** PKCS#8 of an Ed25519 key, up to its 32 bytes. */
const HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')

/** As the demo cities register it. */
export const DEMO_INTEGRATION = 'civic_demo-neighbourly'

/**
 * The key of the demo's integration: made of its name, known to everybody, and therefore worth nothing; it does not exist in
 * production. A real one is made once and kept where secrets are kept.
 */
export function demoKey(): { pem: string; kid: string } {
  const seed = createHash('sha256').update(`civicgrid demo integration ${DEMO_INTEGRATION}`).digest()
  const key = createPrivateKey({ key: Buffer.concat([HEAD, seed]), format: 'der', type: 'pkcs8' })
  return { pem: String(key.export({ format: 'pem', type: 'pkcs8' })), kid: 'demo' }
}
