/** One service of the city's own, asked over HTTP and never waited for long: residents write on without it. */
export interface HelperOptions {
  readonly url: string
  readonly timeoutMs: number
  /** Sent as a bearer token, where the environment has one. */
  readonly token: string | null
}

/** A helper that says more than this says something else. */
const MOST_BYTES = 64 * 1024

/** @throws Error for no answer in time, an answer that is no success, or one that is no JSON of a sane size */
export async function askHelper(
  { url, timeoutMs, token }: HelperOptions,
  body: Uint8Array<ArrayBuffer> | string,
  contentType: string,
): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
    headers: {
      'content-type': contentType,
      accept: 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
  })
  if (!response.ok) throw new Error(`the helper answered ${response.status}`)
  const text = await response.text()
  if (text.length > MOST_BYTES) throw new Error('the helper answered too much')
  return JSON.parse(text)
}
