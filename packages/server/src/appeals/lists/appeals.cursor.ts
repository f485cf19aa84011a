import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto'
import { CivicError, type Actor } from '@civicgrid/contracts'
import type { Keyring } from '../../kernel/index.ts'

/**
 * Where a list goes on: the last row's place in its order, sealed together with what the list was asked for. A cursor
 * of another list, another filter or another caller is refused, and nobody can make one up.
 */
export interface Cursors {
  seal(filter: string, place: readonly number[]): string
  /** @throws CivicError BAD_INPUT */
  open(filter: string, cursor: string, length: number): number[]
}

/** What a cursor belongs to: every filter that is set, in whatever order they were, and who asked. */
export function askedOf(list: string, actor: Actor, filter: object): string {
  const set = Object.entries(filter).filter(([, value]) => value != null && value !== false)
  return JSON.stringify([list, set.sort(([a], [b]) => (a < b ? -1 : 1)), 'id' in actor ? actor.id : null])
}

const SEAL_BYTES = 12

export function createCursors(keys: Keyring): Cursors {
  const key = keys.derive('cursors')
  const sealOf = (by: KeyObject, filter: string, place: string): Buffer =>
    createHmac('sha256', by).update(`${place}\n${filter}`).digest().subarray(0, SEAL_BYTES)
  const invalid = (): CivicError =>
    new CivicError('BAD_INPUT', { message: 'not a cursor of this list', fields: { cursor: 'value' } })

  return {
    seal(filter, place) {
      const text = place.join('.')
      return `${Buffer.from(text).toString('base64url')}.${sealOf(key.current, filter, text).toString('base64url')}`
    },
    open(filter, cursor, length) {
      const [text = '', seal = ''] = cursor.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'))
      const given = Buffer.from(seal, 'latin1')
      const genuine = given.length === SEAL_BYTES
      if (!genuine || !key.known.some((by) => timingSafeEqual(given, sealOf(by, filter, text)))) throw invalid()
      const place = text.split('.').map(Number)
      if (place.length !== length || !place.every(Number.isSafeInteger)) throw invalid()
      return place
    },
  }
}
