import { createHmac, createPrivateKey, createPublicKey, createSecretKey, hkdfSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

/**
 * Keys of one purpose by their id; new things get `current`, old ones keep theirs. Always KeyObjects: with bare bytes each
 * HMAC or cipher of Node 24 takes 16 µs longer, four times as long in all.
 */
export interface Ring {
  readonly current: string
  readonly byId: ReadonlyMap<string, KeyObject>
}

/** Every key the kernel uses, in memory only. */
export interface Keyring {
  /** Wraps the keys of subjects. */
  readonly wrap: Ring
  /** Authenticates events. */
  readonly mac: Ring
  /** Finds a contact by its number without storing the number; changing it makes old hashes useless. */
  readonly lookup: KeyObject
  /** Signs checkpoints of the log. */
  readonly signing: { readonly id: string; readonly privateKey: KeyObject; readonly publicKey: KeyObject }
  /** A key of its own for another use (signed file addresses, cursors …), always the same for the same name. */
  derive(purpose: string): KeyObject
}

export interface SecretSettings {
  /** `id:base64,id:base64` of 32 bytes each, the current one first; older ones stay while they wrap something. */
  masterKeys: string | undefined
  /** base64 of 32 bytes */
  lookupKey: string | undefined
  /** base64 of the 32 bytes of an Ed25519 seed */
  signingKey: string | undefined
}

/** The settings that production must have, as they are named in the environment. */
const SECRET_NAMES = {
  masterKeys: 'CIVICGRID_MASTER_KEYS',
  lookupKey: 'CIVICGRID_LOOKUP_KEY',
  signingKey: 'CIVICGRID_SIGNING_KEY',
} as const satisfies Record<keyof SecretSettings, string>

/**
 * @throws Error that names every missing or malformed setting; in production, where each must be set and none may be a
 * demo key, at once for all.
 */
export function keyringFrom(settings: SecretSettings, production: boolean): Keyring {
  const wrong: string[] = []
  const read = (name: keyof SecretSettings): string => {
    const given = settings[name] || (production ? '' : demo(name))
    if (!given || (production && given.includes(demoBytes(name)))) wrong.push(`${SECRET_NAMES[name]} is not set`)
    return given
  }
  const [masters, lookup, signing] = [read('masterKeys'), read('lookupKey'), read('signingKey')]
  const bytes = (name: keyof SecretSettings, text: string): Buffer => {
    const decoded = Buffer.from(text, 'base64')
    if (text && decoded.length !== 32) wrong.push(`${SECRET_NAMES[name]} needs 32 bytes in base64`)
    return decoded
  }
  const master = masters.split(',').map((entry) => {
    const [id = '', text = ''] = entry.trim().split(':')
    if (masters && !/^[a-z0-9-]{1,16}$/.test(id)) wrong.push(`${SECRET_NAMES.masterKeys} needs "id:base64" entries`)
    return { id, bytes: bytes('masterKeys', text) }
  })
  const lookupBytes = bytes('lookupKey', lookup)
  const seed = bytes('signingKey', signing)
  if (wrong.length > 0) throw new Error(wrong.join('; '))
  return build(master, lookupBytes, seed)
}

/** The keys of a demo or a test: public, and therefore worth nothing. */
export function demoKeyring(): Keyring {
  return keyringFrom({ masterKeys: undefined, lookupKey: undefined, signingKey: undefined }, false)
}

const demoBytes = (name: string) => createHmac('sha256', 'civicgrid demo').update(name).digest('base64')
const demo = (name: keyof SecretSettings) => (name === 'masterKeys' ? `demo:${demoBytes(name)}` : demoBytes(name))

function build(masters: { id: string; bytes: Buffer }[], lookup: Buffer, seed: Buffer): Keyring {
  const first = masters[0]
  if (first === undefined) throw new Error('no master key')
  const ring = (purpose: string): Ring => ({
    current: first.id,
    byId: new Map(masters.map(({ id, bytes }) => [id, derived(bytes, purpose)])),
  })
  // The PKCS #8 header of an Ed25519 private key; Node reads no bare seeds.
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(privateKey)
  const id = createHmac('sha256', 'key id')
    .update(publicKey.export({ format: 'der', type: 'spki' }))
    .digest('hex')
  return {
    wrap: ring('wrap'),
    mac: ring('mac'),
    lookup: createSecretKey(lookup),
    signing: { id: id.slice(0, 16), privateKey, publicKey },
    derive: (purpose) => derived(first.bytes, `use: ${purpose}`),
  }
}

function derived(master: Buffer, purpose: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', master, '', `civicgrid ${purpose}`, 32)))
}
