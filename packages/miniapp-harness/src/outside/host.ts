import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Answered, Host } from '../phone.ts'

export interface NetworkOptions {
  /** Addresses that the program was built for, and where they are in this test. */
  to: Record<string, string>
  /** Files of the phone by the paths that the program is told: where they are in this test, or their bytes. */
  files?: Record<string, string | Uint8Array>
}

export interface Network extends Host {
  /** Without one nothing goes out and nothing comes back; setting it tells the phone (`wx.onNetworkStatusChange`). */
  online: boolean
  /**
   * What happens to a request in the place of sending it: a status or a whole answer, `lost` (it arrived, its answer did
   * not), null as usual.
   */
  trouble: ((url: string) => number | Answered | 'lost' | 'cut' | null) | null
  /** What becomes of an answer on its way, as of a server of another age. */
  rewrite: ((url: string, answer: Answered) => Answered) | null
  readonly seen: { url: string; method: string; header: Record<string, string> }[]
}

const answered = async (response: Response): Promise<Answered> => ({
  statusCode: response.status,
  data: await response.text(),
  header: Object.fromEntries(response.headers),
})

/** The phone's network, leading to real servers; a test cuts it where it likes. */
export function createNetwork({ to, files = {} }: NetworkOptions): Network {
  const leads = (url: string): string => {
    const from = Object.keys(to).find((address) => url.startsWith(address))
    if (from === undefined) throw new Error(`${url} is not in the domain list`)
    return (to[from] ?? '') + url.slice(from.length)
  }
  async function send(
    url: string,
    method: string,
    header: Record<string, string>,
    work: () => Promise<Response>,
  ): Promise<Answered> {
    network.seen.push({ url, method, header })
    const trouble = network.online ? (network.trouble?.(url) ?? null) : 'cut'
    if (trouble === 'cut') throw new Error('no network')
    if (typeof trouble === 'number') return { statusCode: trouble, data: '', header: {} }
    if (trouble !== null && trouble !== 'lost') return trouble
    const answer = await answered(await work())
    if (trouble === 'lost') throw new Error('the answer was lost')
    return network.rewrite?.(url, answer) ?? answer
  }
  const bytesOf = async (path: string) => {
    const file = files[path] ?? ''
    return typeof file === 'string' ? readFile(file) : file
  }
  let online = true
  const watchers: ((online: boolean) => void)[] = []
  const network: Network = {
    get online() {
      return online
    },
    set online(now) {
      online = now
      for (const tell of watchers) tell(now)
    },
    watch(listener) {
      watchers.push(listener)
      listener(online)
    },
    trouble: null,
    rewrite: null,
    seen: [],
    request: ({ url, method, header, data }) =>
      send(url, method, header, () =>
        fetch(leads(url), { method, headers: header, ...(data === undefined ? {} : { body: data }) }),
      ),
    picture: async (path) => `data:image/jpeg;base64,${Buffer.from(await bytesOf(path)).toString('base64')}`,
    upload: ({ url, filePath, base64, name, header }) =>
      send(url, 'POST', header, async () => {
        const file = files[filePath]
        if (file === undefined && base64 === undefined) throw new Error(`${filePath} is not on the phone`)
        const form = new FormData()
        const bytes = base64 === undefined ? await bytesOf(filePath) : Buffer.from(base64, 'base64')
        form.append(name, new Blob([Uint8Array.from(bytes)]), basename(typeof file === 'string' ? file : filePath))
        return fetch(leads(url), { method: 'POST', headers: header, body: form })
      }),
  }
  return network
}
