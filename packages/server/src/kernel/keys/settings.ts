import { createHmac } from 'node:crypto'
import { KEY_BYTES, KEY_ID, masterOf, signerOf, type KeySet } from './key-set.ts'
import { keyringOf, type Keyring } from './keyring.ts'

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
export function keySetFrom(settings: SecretSettings, production: boolean): KeySet {
  const wrong: string[] = []
  const read = (name: keyof SecretSettings): string => {
    const given = settings[name] || (production ? '' : demo(name))
    if (!given || (production && given.includes(demoBytes(name)))) wrong.push(`${SECRET_NAMES[name]} is not set`)
    return given
  }
  const [masters, lookup, signing] = [read('masterKeys'), read('lookupKey'), read('signingKey')]
  const bytes = (name: keyof SecretSettings, text: string): Buffer => {
    const decoded = Buffer.from(text, 'base64')
    if (text && decoded.length !== KEY_BYTES) wrong.push(`${SECRET_NAMES[name]} needs 32 bytes in base64`)
    return decoded
  }
  const master = masters.split(',').map((entry) => {
    const [id = '', text = ''] = entry.trim().split(':')
    if (masters && !KEY_ID.test(id)) wrong.push(`${SECRET_NAMES.masterKeys} needs "id:base64" entries`)
    return { id, bytes: bytes('masterKeys', text) }
  })
  const lookupBytes = bytes('lookupKey', lookup)
  const seed = bytes('signingKey', signing)
  if (wrong.length > 0) throw new Error(wrong.join('; '))
  return {
    masters: master.map(({ id, bytes: key }, index) => masterOf(id, key, -index)),
    signers: [signerOf(seed, 0)],
    lookup: lookupBytes,
  }
}

/** The keys of settings that stand as long as the process does. @throws Error as `keySetFrom` */
export function keyringFrom(settings: SecretSettings, production: boolean): Keyring {
  const set = keySetFrom(settings, production)
  return keyringOf(() => set)
}

/** The keys of a demo or a test: public, and therefore worth nothing. */
export function demoKeyring(): Keyring {
  return keyringFrom({ masterKeys: undefined, lookupKey: undefined, signingKey: undefined }, false)
}

/** Whether a key of the set is one that everybody knows. */
export function hasDemoKey({ masters, signers, lookup }: KeySet): boolean {
  const known = (name: keyof SecretSettings) => Buffer.from(demoBytes(name), 'base64')
  return (
    lookup.equals(known('lookupKey')) ||
    masters.some(({ key }) => key?.equals(known('masterKeys'))) ||
    signers.some(({ seed }) => seed?.equals(known('signingKey')))
  )
}

const demoBytes = (name: string) => createHmac('sha256', 'civicgrid demo').update(name).digest('base64')
const demo = (name: keyof SecretSettings) => (name === 'masterKeys' ? `demo:${demoBytes(name)}` : demoBytes(name))
