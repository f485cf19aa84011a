import { createSecretKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { currentOf, derived, privateKeyOf, type Handover, type KeySet, type Master } from './key-set.ts'

/**
 * Keys of one purpose by their id; new things get `current`, old ones keep theirs. Always KeyObjects: with bare bytes each
 * HMAC or cipher of Node 24 takes 16 µs longer, four times as long in all.
 */
export interface Ring {
  readonly current: string
  key(id: string): KeyObject | undefined
}

/** A key for another use, of every master: what was made under one before is still known. Read anew each time. */
export interface Use {
  /** To make something with. */
  readonly current: KeyObject
  /** To recognise something by, the current one first; one of another process may have begun a moment earlier. */
  readonly known: readonly KeyObject[]
}

export interface PublicSigner {
  readonly id: string
  readonly publicKey: KeyObject
  readonly handover: Handover | null
}

/** Every key the kernel uses, in memory only. What it says changes when a key is added, or when its time has come. */
export interface Keyring {
  /** Wraps the keys of subjects. */
  readonly wrap: Ring
  /** Authenticates events. */
  readonly mac: Ring
  /** Finds a contact by its number without storing the number; changing it makes old hashes useless. */
  readonly lookup: KeyObject
  /** Signs checkpoints of the log. */
  readonly signing: PublicSigner & { readonly privateKey: KeyObject }
  /** Whoever has signed, or will, in order. */
  readonly signers: readonly PublicSigner[]
  /** Keys of their own for another use (signed file addresses, cursors …), always the same for the same name. */
  derive(purpose: string): Use
  /** Looks whether keys were added or retired. @returns whether there were */
  refresh(): boolean
}

/**
 * A key that is not known is looked for at once, since another process may have rotated a moment ago; one that was not
 * found is not looked for with every row that names it. Ids come from our own rows, never from a request.
 */
const LOOK_AGAIN_MS = 1_000
const MISSED_MOST = 100

/**
 * @param load gives the keys as they are now; whatever it throws leaves those of before in use
 * @param now wall clock in epoch milliseconds: when a key begins is told to several machines
 */
export function keyringOf(load: () => KeySet, now: () => number = Date.now): Keyring {
  let set = load()
  let cache = new Map<string, KeyObject>()
  const lookup = createSecretKey(set.lookup)
  /** Ids that were looked for in vain, and when. */
  let missed = new Map<string, number>()

  function refresh(): boolean {
    const next = load()
    if (next === set) return false
    if (!next.lookup.equals(set.lookup)) throw new Error('the lookup key cannot be changed')
    set = next
    cache = new Map()
    missed = new Map()
    return true
  }

  function cached(name: string, make: () => KeyObject): KeyObject {
    let key = cache.get(name)
    if (!key) cache.set(name, (key = make()))
    return key
  }

  function masterNow(): Master & { key: Buffer } {
    const live = set.masters.filter((master): master is Master & { key: Buffer } => master.key !== null)
    const master = live.length === 1 ? live[0] : currentOf(live, now())
    if (!master) throw new Error('no master key')
    return master
  }

  function find(id: string): Master | undefined {
    const known = set.masters.find((master) => master.id === id)
    if (known || Math.abs(now() - (missed.get(id) ?? Number.NEGATIVE_INFINITY)) < LOOK_AGAIN_MS) return known
    refresh()
    const found = set.masters.find((master) => master.id === id)
    if (!found) {
      if (missed.size >= MISSED_MOST) missed.clear()
      missed.set(id, now())
    }
    return found
  }

  const ring = (keyOf: (master: Master) => KeyObject | undefined): Ring => ({
    get current() {
      return masterNow().id
    },
    key(id) {
      const master = find(id)
      return master && keyOf(master)
    },
  })
  const ofMaster = ({ id, key }: Master, purpose: string) =>
    key === null ? undefined : cached(`${id} ${purpose}`, () => derived(key, purpose))

  return {
    wrap: ring((master) => ofMaster(master, 'wrap')),
    mac: ring(({ id, mac }) => cached(`${id} mac`, () => createSecretKey(mac))),
    lookup,
    get signing() {
      const signer = currentOf(
        set.signers.filter(({ seed }) => seed !== null),
        now(),
      )
      const seed = signer?.seed
      if (!signer || !seed) throw new Error('no signing key')
      const { id, publicKey, handover } = signer
      return { id, publicKey, handover, privateKey: cached(`${id} signs`, () => privateKeyOf(seed)) }
    },
    get signers() {
      return set.signers.map(({ id, publicKey, handover }) => ({ id, publicKey, handover }))
    },
    derive: (purpose) => ({
      get current() {
        const { id, key } = masterNow()
        return cached(`${id} use ${purpose}`, () => derived(key, `use: ${purpose}`))
      },
      get known() {
        const current = masterNow()
        return [current, ...set.masters.filter(({ id }) => id !== current.id)].flatMap(({ id, key }) =>
          key === null ? [] : [cached(`${id} use ${purpose}`, () => derived(key, `use: ${purpose}`))],
        )
      },
    }),
    refresh,
  }
}
