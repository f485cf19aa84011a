import { LIVE_PATH } from '@civicgrid/contracts/constants'
import type { Fetch } from '../transport/http.ts'
import { quiet } from './quiet.ts'

/** `wx.request`, and Taro's over every platform. */
export interface MiniRequest {
  request(options: {
    url: string
    method: 'GET' | 'POST'
    header: Record<string, string>
    data?: string
    dataType: '其他'
    success(answer: { statusCode: number; data: unknown; header: Record<string, unknown> }): void
    fail(error: unknown): void
  }): { abort(): void }
}

const named = (header: Record<string, unknown>, name: string): string | null => {
  const found = Object.keys(header).find((each) => each.toLowerCase() === name.toLowerCase())
  return found === undefined ? null : String(header[found])
}

/** `fetch` as the SDK uses it. Answers stay text: the SDK parses them, and a page of a proxy is no JSON. */
export function fetchOver(platform: MiniRequest): Fetch {
  return (url, { method, headers, body, signal }) =>
    new Promise((resolve, reject) => {
      // An answer comes whole or not at all: of a stream there would be nothing until it ends. Looks by the clock do instead.
      if (url.includes(LIVE_PATH)) return reject(new Error('no streams here'))
      const task = quiet(
        platform.request({
          url,
          method: method === 'POST' ? 'POST' : 'GET',
          header: headers as Record<string, string>,
          ...(typeof body === 'string' ? { data: body } : {}),
          // Anything but json is left as it came.
          dataType: '其他',
          success: ({ statusCode, data, header }) =>
            resolve({
              status: statusCode,
              headers: { get: (name) => named(header, name) },
              text: () => Promise.resolve(typeof data === 'string' ? data : JSON.stringify(data)),
            }),
          fail: reject,
        }),
      )
      signal?.addEventListener('abort', () => task.abort(), { once: true })
    })
}
