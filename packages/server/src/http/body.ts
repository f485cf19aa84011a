import { CivicError } from '@civicgrid/contracts'

/** A procedure's input: 4,000 Chinese characters are 12 kB, so this is plenty. */
export const INPUT_MAX_BYTES = 256 * 1024

const tooLarge = (limit: number): CivicError =>
  new CivicError('BAD_INPUT', { message: `more than ${limit} bytes`, fields: { body: 'tooBig' } })

/**
 * The request with a body that cannot be longer than `limit`. With a declared length Node itself keeps the sender to it;
 * without one the body is read here and counted.
 * @throws CivicError BAD_INPUT
 */
export async function withCappedBody(request: Request, limit: number): Promise<Request> {
  if (request.method === 'GET' || request.method === 'HEAD') return request
  const declared = request.headers.get('content-length')
  if (declared !== null) {
    if (Number(declared) > limit) throw tooLarge(limit)
    return request
  }
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > limit) throw tooLarge(limit)
    chunks.push(chunk)
  }
  return new Request(request.url, { method: request.method, headers: request.headers, body: Buffer.concat(chunks) })
}
