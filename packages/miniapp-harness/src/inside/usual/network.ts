import type { Host } from '../../phone.ts'
import type { Files } from './files.ts'
import { settle, type Answering, type Option } from '../wx.ts'

/** Requests and files that go over the network, and what the phone tells of it. */
export function network(host: Host, files: Files, online: () => boolean): Record<string, Answering> {
  const header = (option: Option) => (option['header'] ?? {}) as Record<string, string>
  return {
    request: (given) =>
      task(given as Option, 'request', (option) =>
        host.request({
          url: String(option['url']),
          method: option['method'] === 'POST' ? 'POST' : 'GET',
          header: header(option),
          ...(typeof option['data'] === 'string' ? { data: option['data'] } : {}),
        }),
      ),
    uploadFile: (given) =>
      task(given as Option, 'uploadFile', async (option) => {
        const found = files.source(String(option['filePath']))
        if (!found) throw new Error('createUploadTask:fail file not found')
        return host.upload({
          ...found,
          url: String(option['url']),
          name: String(option['name']),
          header: header(option),
        })
      }),
    getNetworkType: (given) =>
      settle('getNetworkType', given as Option, { success: { networkType: online() ? 'wifi' : 'none' } }),
  }
}

/** A task over the network that can be given up. */
function task(option: Option, name: string, ask: (option: Option) => Promise<{ statusCode: number }>) {
  let over = false
  const progress: ((told: object) => void)[] = []
  ask(option).then(
    (answer) => {
      if (over) return
      for (const told of progress) told({ progress: 100, totalBytesSent: 1, totalBytesExpectedToSend: 1 })
      settle(name, option, { success: { ...answer } })
    },
    (error: unknown) => {
      const why = error instanceof Error && error.message.includes(':fail') ? ` ${error.message}` : ''
      if (!over) settle(name, option, { fail: `${name}:fail${why}` })
    },
  )
  return {
    abort() {
      if (over) return
      over = true
      settle(name, option, { fail: `${name}:fail abort` })
    },
    onProgressUpdate: (told: (progress: object) => void) => void progress.push(told),
    offProgressUpdate: () => undefined,
    onHeadersReceived: () => undefined,
    offHeadersReceived: () => undefined,
    onChunkReceived: () => undefined,
    offChunkReceived: () => undefined,
  }
}
