/** A new idempotency key: 128 random bits as 32 hexadecimal digits. `randomUUID` is missing from old web-views. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
