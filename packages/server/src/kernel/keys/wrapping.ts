import type { Random } from '../random.ts'
import { seal, unseal } from '../seal.ts'
import type { Keyring } from './keyring.ts'

const CONTEXT = 'subject key'

/** @returns the master key's id; and one byte of its length, the id, then the sealed key */
export function wrapped(
  { keys, random }: { keys: Keyring; random: Random },
  key: Buffer,
): [keyId: string, wrapped: Buffer] {
  const id = keys.wrap.current
  const master = keys.wrap.key(id)
  if (master === undefined) throw new Error(`no master key ${id}`)
  return [id, Buffer.concat([Buffer.of(id.length), Buffer.from(id), seal(master, key, CONTEXT, random)])]
}

/** The bytes of a subject's key. @throws Error when the master key that wrapped it is not known */
export function unwrapped(keys: Keyring, wrapping: Uint8Array): Buffer {
  const end = 1 + (wrapping[0] ?? 0)
  const id = Buffer.from(wrapping.subarray(1, end)).toString('latin1')
  const master = keys.wrap.key(id)
  if (master === undefined) throw new Error(`master key ${id} is not among the settings`)
  return unseal(master, wrapping.subarray(end), CONTEXT)
}
