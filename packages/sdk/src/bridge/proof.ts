function base64url(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}

/** A secret of this page, and what may be shown of it. */
export async function newSecret(): Promise<{ verifier: string; proof: string }> {
  const verifier = base64url(crypto.getRandomValues(new Uint8Array(32)))
  const letters = Uint8Array.from(verifier, (letter) => letter.charCodeAt(0))
  return { verifier, proof: base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', letters))) }
}
