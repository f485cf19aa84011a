import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import type { CheckpointExport } from '../checkpoints.ts'
import { handoverText } from './key-set.ts'

/**
 * Signers for whom nobody vouches whom an older export, kept elsewhere, knows: from it a chain of handovers must lead to each.
 * @returns their ids
 */
export function unvouched(
  kept: Pick<CheckpointExport, 'publicKeys'>,
  now: Pick<CheckpointExport, 'publicKeys' | 'handovers'>,
): string[] {
  const read = (pems: Readonly<Record<string, string>>) =>
    new Map<string, KeyObject>(Object.entries(pems).map(([id, pem]) => [id, createPublicKey(pem)]))
  const [trusted, signers] = [read(kept.publicKeys), read(now.publicKeys)]
  for (let before = -1; before < trusted.size;) {
    before = trusted.size
    for (const { to, by, signature } of now.handovers) {
      const [elder, younger] = [trusted.get(by), signers.get(to)]
      if (elder && younger && verify(null, handoverText(by, younger), elder, Buffer.from(signature, 'base64')))
        trusted.set(to, younger)
    }
  }
  return [...signers].filter(([id, key]) => !trusted.get(id)?.equals(key)).map(([id]) => id)
}
