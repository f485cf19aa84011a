/** Bytes as text and back, in arrays of the page's own realm. */
export const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))

export const toBase64 = (bytes: Uint8Array): string =>
  btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''))

export const utf8 = (text: string): Uint8Array => Uint8Array.from(new TextEncoder().encode(text))

export const utf8Of = (bytes: Uint8Array): string => decodeURIComponent(escaped(bytes))

const escaped = (bytes: Uint8Array) => [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
