// Text and bytes by nothing but the language itself: some runtimes have WebCrypto, and neither atob nor TextEncoder.

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** What base64 stands for; letters that are none are passed over. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const bytes: number[] = []
  let bits = 0
  let held = 0
  for (const letter of text) {
    const six = LETTERS.indexOf(letter)
    if (six < 0) continue
    held = ((held << 6) | six) & 0xffff
    bits += 6
    if (bits > 7) bytes.push((held >> (bits -= 8)) & 255)
  }
  return new Uint8Array(bytes)
}

/** UTF-8. @throws URIError for half a character */
export function fromText(text: string): Uint8Array<ArrayBuffer> {
  const bytes: number[] = []
  encodeURIComponent(text).replace(/%(..)|[^]/g, (one, hex: string | undefined) => {
    bytes.push(hex ? parseInt(hex, 16) : one.charCodeAt(0))
    return ''
  })
  return new Uint8Array(bytes)
}
