import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

export type Encoding = 'br' | 'gzip'
type Bytes = Uint8Array<ArrayBuffer>

const pack = { br: promisify(brotliCompress), gzip: promisify(gzip) }

/** Below this the headers cost more than is saved. */
export const WORTH_BYTES = 1024

/** The best encoding that a client takes, if any. */
export function acceptedEncoding(header: string | undefined): Encoding | null {
  const parts = (header ?? '').split(',').map((part) =>
    part
      .trim()
      .split(';')
      .map((word) => word.trim()),
  )
  const takes = (name: Encoding): boolean =>
    parts.some(([word, quality = '']) => word === name && !/^q=0(\.0*)?$/.test(quality))
  if (takes('br')) return 'br'
  return takes('gzip') ? 'gzip' : null
}

/** Made once and kept, so as small as it gets. Off the event loop. */
export function packTight(bytes: Bytes, encoding: Encoding): Promise<Bytes> {
  return encoding === 'br'
    ? pack.br(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
    : pack.gzip(bytes, { level: 9 })
}

const quickly = {
  br: (text: string) => pack.br(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (text: string) => pack.gzip(text, { level: 4 }),
}

/** A text as an answer, packed when its client takes that and it is worth it. Made for each, so quickly, off the event loop. */
export async function answerOf(
  text: string,
  { status, headers }: { status: number; headers: Record<string, string> },
  encoding: Encoding | null,
): Promise<Response> {
  if (!encoding || text.length < 2 * WORTH_BYTES) return new Response(text, { status, headers })
  const vary = headers.vary === undefined ? 'accept-encoding' : `${headers.vary}, accept-encoding`
  return new Response(await quickly[encoding](text), {
    status,
    headers: { ...headers, 'content-encoding': encoding, vary },
  })
}

/** The same answer, packed likewise. */
export async function packed(response: Response, encoding: Encoding | null): Promise<Response> {
  if (!encoding) return response
  const { status, headers } = response
  return answerOf(await response.text(), { status, headers: Object.fromEntries(headers) }, encoding)
}
