import { keysInFile } from './key-file.ts'
import { keyringOf, type Keyring } from './keyring.ts'
import { hasDemoKey, keyringFrom, type SecretSettings } from './settings.ts'

export interface KeySettings extends SecretSettings {
  /** Holds every key, in place of the others; null where there is none. */
  file: string | null
  production: boolean
}

/** @throws Error that says what is missing or wrong, and no key */
export function openKeys({ file, production, ...secrets }: KeySettings): Keyring {
  if (file === null) return keyringFrom(secrets, production)
  const twice = Object.values(secrets).some(Boolean)
  if (twice) throw new Error('CIVICGRID_KEYS_FILE holds every key: CIVICGRID_MASTER_KEYS and its like must not be set')
  const load = keysInFile(file, (set) => {
    if (production && hasDemoKey(set)) throw new Error('a key of the demo is none for production')
  })
  try {
    return keyringOf(load)
  } catch (error) {
    throw new Error(`CIVICGRID_KEYS_FILE: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}
