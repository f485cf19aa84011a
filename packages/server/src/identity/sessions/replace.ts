import type { Tx } from '../../kernel/index.ts'
import { deleteSession, findSessionByHash, insertSession, renewSession, type SessionRow } from './session.store.ts'

/**
 * Opens a session in the place of those that a page had before. One of the same person by the same way goes on under the
 * new token, so that its owner sees one device however often it is renewed; every other one ends.
 */
export async function takeThePlaceOf(
  tx: Tx,
  before: readonly Uint8Array[],
  tokenHash: Uint8Array,
  session: SessionRow,
): Promise<void> {
  let renewed = false
  for (const old of before) {
    const found = await findSessionByHash(tx, old)
    if (!renewed && found?.id && isSameWay(found, session)) renewed = await renewSession(tx, old, tokenHash, session)
    else if (found) await deleteSession(tx, old)
  }
  if (!renewed) await insertSession(tx, tokenHash, session)
}

/** A pair is renewed by its own refresh token alone. */
const isSameWay = (old: SessionRow, next: SessionRow): boolean =>
  old.endsAt === null &&
  old.kind === next.kind &&
  old.actorId === next.actorId &&
  old.via === next.via &&
  old.hostApp === next.hostApp
