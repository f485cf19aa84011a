import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CivicErrorShape, UploadedFile } from '@civicgrid/contracts'
import { afterAll, beforeAll } from 'vitest'
import { newKey, signIn, startTestServer, type TestServer } from './http.ts'

/** A photo of test/photos. */
export const photo = (name: string): Buffer => readFileSync(join(import.meta.dirname, 'photos', name))

export const HUAWEI = photo('huawei-portrait.jpg')

export interface Sent {
  status: number
  file: UploadedFile
  error: CivicErrorShape
  headers: Headers
}

/** Sends one file to a server, as a phone does. */
export async function sendTo(
  url: string,
  token: string,
  bytes: Uint8Array,
  { key = newKey(), name = 'photo.jpg', type = 'image/jpeg', field = 'file' } = {},
): Promise<Sent> {
  const form = new FormData()
  form.append(field, new File([new Uint8Array(bytes)], name, { type }))
  const response = await fetch(`${url}/api/files`, {
    method: 'POST',
    body: form,
    headers: { authorization: `Bearer ${token}`, 'idempotency-key': key },
  })
  const body = JSON.parse(await response.text())
  return { status: response.status, file: body, error: body.error?.data.civic, headers: response.headers }
}

/** Names of the files that a disk storage keeps. */
export function keptFiles(folder: string): string[] {
  if (!existsSync(join(folder, 'kept'))) return []
  const entries = readdirSync(join(folder, 'kept'), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}

/** What lies in it half-done. */
export const unfinishedFiles = (folder: string): string[] => readdirSync(join(folder, 'unfinished'))

/** A server for the tests of one file, with a resident signed in, and what those tests ask about uploads. */
export function uploadServer() {
  let server: TestServer
  let li: string
  beforeAll(async () => {
    server = await startTestServer()
    li = (await signIn(server.url, 'li')).token
  })
  afterAll(() => server.stop())

  type Options = Parameters<typeof sendTo>[3] & { token?: string }
  return {
    /** What is there once the first test begins. */
    at: {
      get server(): TestServer {
        return server
      },
      /** Her token. */
      get li(): string {
        return li
      },
    },
    send: (bytes: Uint8Array, { token = li, ...options }: Options = {}) => sendTo(server.url, token, bytes, options),
    /** How many files the database knows. */
    rows: async (): Promise<number> =>
      Number((await server.db.read.get<{ n: number }>('SELECT COUNT(*) AS "n" FROM "File"'))?.n),
    /** Names of the files that it keeps. */
    kept: (): string[] => keptFiles(server.folder),
  }
}
