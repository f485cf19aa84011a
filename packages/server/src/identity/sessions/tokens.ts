import { hash, randomBytes } from 'node:crypto'

/** 256 random bits, base64url. Only its hash is kept, so that a copy of the database opens no session. */
export function newSessionToken(): string {
  return randomBytes(32).toString('base64url')
}

const TOKEN = /^[\w-]{43}$/

/** The key of a session's row; undefined for what cannot be a token, so that nobody looks it up. */
export function hashToken(token: string): Buffer | undefined {
  return TOKEN.test(token) ? hash('sha256', token, 'buffer') : undefined
}
