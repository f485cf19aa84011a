import { createPublicKey } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, unlinkSync, writeSync } from 'node:fs'
import { z } from 'zod'
import { KEY_BYTES, KEY_ID, masterOf, signerId, signerOf, type KeySet } from './key-set.ts'

const bytes = z
  .base64()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine(({ length }) => length === KEY_BYTES, `${KEY_BYTES} bytes in base64`)
const instant = z.iso.datetime().transform((text) => Date.parse(text))
const id = z.string().regex(KEY_ID)
const handover = z.strictObject({ by: id, signature: z.base64() })

const keyFile = z.strictObject({
  format: z.literal('civicgrid-keys-1'),
  masters: z
    .array(
      z.union([z.strictObject({ id, from: instant, key: bytes }), z.strictObject({ id, from: instant, mac: bytes })]),
    )
    .min(1),
  signers: z
    .array(
      z.union([
        z.strictObject({ from: instant, seed: bytes, handover: handover.nullable() }),
        z.strictObject({ from: instant, publicKey: z.string(), handover: handover.nullable() }),
      ]),
    )
    .min(1),
  lookup: bytes,
})

/**
 * @throws Error that says what is wrong, and never what stands there
 */
export function parseKeyFile(text: string): KeySet {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new Error('the key file is not JSON')
  }
  const parsed = keyFile.safeParse(json)
  if (!parsed.success)
    throw new Error(
      `the key file: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`,
    )
  const { masters, signers, lookup } = parsed.data
  if (new Set(masters.map((master) => master.id)).size < masters.length)
    throw new Error('the key file: two masters of one id')
  return {
    masters: masters.map((master) =>
      'key' in master ? masterOf(master.id, master.key, master.from) : { ...master, key: null },
    ),
    signers: signers.map((signer) => {
      if ('seed' in signer) return signerOf(signer.seed, signer.from, signer.handover)
      const publicKey = createPublicKey(signer.publicKey)
      return { id: signerId(publicKey), seed: null, publicKey, from: signer.from, handover: signer.handover }
    }),
    lookup,
  }
}

export function fileOf({ masters, signers, lookup }: KeySet): string {
  const base64 = (buffer: Buffer) => buffer.toString('base64')
  const iso = (at: number) => new Date(at).toISOString()
  return `${JSON.stringify(
    {
      format: 'civicgrid-keys-1',
      masters: masters.map(({ id: name, from, key, mac }) => ({
        id: name,
        from: iso(from),
        ...(key ? { key: base64(key) } : { mac: base64(mac) }),
      })),
      signers: signers.map(({ from, seed, publicKey, handover: vouched }) => ({
        from: iso(from),
        ...(seed
          ? { seed: base64(seed) }
          : { publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString() }),
        handover: vouched,
      })),
      lookup: base64(lookup),
    },
    null,
    2,
  )}\n`
}

/** Reads a file again and again. @returns the same set for as long as the file says the same */
export function keysInFile(file: string, check: (set: KeySet) => void = () => undefined): () => KeySet {
  let known: { text: string; set: KeySet } | undefined
  return () => {
    const text = readFileSync(file, 'utf8')
    if (known?.text === text) return known.set
    const set = parseKeyFile(text)
    check(set)
    known = { text, set }
    return set
  }
}

/**
 * Puts a set in the place of a file, for its owner alone to read, wholly or not at all: a server that reads meanwhile sees
 * the one before or this one.
 * @throws Error when another command is at it, or was killed at it
 */
export function writeKeyFile(file: string, set: KeySet): void {
  const next = `${file}.new`
  let handle: number
  try {
    handle = openSync(next, 'wx', 0o600)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    throw new Error(`${next} is there: another command is at it, or was killed; then remove that file`, {
      cause: error,
    })
  }
  try {
    writeSync(handle, fileOf(set))
    fsyncSync(handle)
    closeSync(handle)
    renameSync(next, file)
  } catch (error) {
    unlinkSync(next)
    throw error
  }
}
