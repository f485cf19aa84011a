import type { SendNamed } from '../files/named.ts'
import { noAnswer } from '../transport/http.ts'
import { quiet } from './quiet.ts'

/** `wx.uploadFile`, and Taro's over every platform. */
export interface MiniUpload {
  uploadFile(options: {
    url: string
    filePath: string
    name: string
    header: Record<string, string>
    success(answer: { statusCode: number; data: string }): void
    fail(error: unknown): void
  }): {
    abort(): void
    onProgressUpdate(told: (progress: { totalBytesSent: number; totalBytesExpectedToSend: number }) => void): void
  }
}

/** Sends files by their paths, and says how much has left. An answer's headers are not told there. */
export function sendNamedOver(platform: MiniUpload): SendNamed {
  return (file, field, onProgress) =>
    ({ url, headers, signal }) =>
      new Promise((resolve, reject) => {
        const task = quiet(
          platform.uploadFile({
            url,
            filePath: file.path,
            name: field,
            header: headers,
            success: ({ statusCode, data }) => resolve({ status: statusCode, text: data, header: () => null }),
            fail: (cause) => reject(noAnswer(cause)),
          }),
        )
        if (onProgress)
          task.onProgressUpdate(({ totalBytesSent, totalBytesExpectedToSend }) =>
            onProgress({ sent: totalBytesSent, total: totalBytesExpectedToSend }),
          )
        signal.addEventListener('abort', () => task.abort(), { once: true })
      })
}
