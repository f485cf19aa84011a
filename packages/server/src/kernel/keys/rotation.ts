import { sign } from 'node:crypto'
import type { Random } from '../random.ts'
import {
  currentOf,
  handoverText,
  KEY_BYTES,
  masterOf,
  privateKeyOf,
  signerOf,
  type KeySet,
  type Master,
  type Signer,
} from './key-set.ts'

/** For so long a key is known before anybody uses it: every server has read the file by then, its clock a bit off or not. */
export const OVERLAP_MS = 60_000

/** Keys for a city that has none yet. */
export function randomKeySet(random: Random): KeySet {
  return {
    masters: [masterOf('k1', random(KEY_BYTES), 0)],
    signers: [signerOf(random(KEY_BYTES), 0)],
    lookup: random(KEY_BYTES),
  }
}

/** Adds a master key, which is used from an instant on. Whatever is under the others stays readable. */
export function withMaster(set: KeySet, from: number, random: Random): { set: KeySet; added: Master } {
  const day = `k${new Date(from).toISOString().slice(0, 10).replaceAll('-', '')}`
  const taken = new Set(set.masters.map(({ id }) => id))
  let id = day
  for (let n = 2; taken.has(id); n++) id = `${day}-${n}`
  const added = masterOf(id, random(KEY_BYTES), from)
  return { set: { ...set, masters: [...set.masters, added] }, added }
}

/** Adds a signer of checkpoints; the one that signs now vouches for it. */
export function withSigner(set: KeySet, from: number, now: number, random: Random): { set: KeySet; added: Signer } {
  const before = currentOf(
    set.signers.filter(({ seed }) => seed !== null),
    now,
  )
  if (!before?.seed) throw new Error('no signing key')
  const seed = random(KEY_BYTES)
  const signature = sign(null, handoverText(before.id, signerOf(seed, from).publicKey), privateKeyOf(before.seed))
  const added = signerOf(seed, from, { by: before.id, signature: signature.toString('base64') })
  return { set: { ...set, signers: [...set.signers, added] }, added }
}

export interface RetireOptions {
  readonly now: number
  /** Since when nothing can be good any more that was made under a key; a key that was used later is refused. */
  readonly usedBefore: number
}

/**
 * Takes a key's secret away: of a master its mac stays, which checks the events of its time; of a signer its public key.
 * Whether anything is still wrapped by a master is the caller's to ask.
 * @throws Error for one that is not there, is in use, or was in use a short time ago
 */
export function retire(set: KeySet, id: string, { now, usedBefore }: RetireOptions): KeySet {
  const master = set.masters.find((one) => one.id === id)
  const signer = set.signers.find((one) => one.id === id)
  if (!master?.key && !signer?.seed) throw new Error(`there is no key ${id}, or it is retired`)
  const alike: readonly { id: string; from: number }[] = master
    ? set.masters.filter(({ key }) => key)
    : set.signers.filter(({ seed }) => seed)
  if (currentOf(alike, now)?.id === id) throw new Error(`${id} is in use: rotate first`)
  const from = (master ?? signer)?.from ?? 0
  if (from > now) throw new Error(`${id} is going to be used`)
  const next = Math.min(...alike.filter((one) => one.from > from).map((one) => one.from))
  if (master && next > usedBefore)
    throw new Error(
      `what ${id} signed until ${new Date(next).toISOString()} may still be shown: wait until then, or say --now`,
    )
  return {
    ...set,
    masters: set.masters.map((one) => (one === master ? { ...one, key: null } : one)),
    signers: set.signers.map((one) => (one === signer ? { ...one, seed: null } : one)),
  }
}
