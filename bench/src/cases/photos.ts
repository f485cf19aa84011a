import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { FullCity } from '../city.ts'
import { fact, type Result } from '../report.ts'
import type { Measured } from '../server.ts'

const SECONDS = 6

/** Uploads as phones make them: read, turned upright, stripped and made small, one after the other. */
export async function photos(city: FullCity, ours: Measured, file: URL): Promise<Result[]> {
  const bytes = await readFile(file)
  const token = city.residents[0]?.token ?? ''
  let done = 0
  const until = performance.now() + SECONDS * 1_000
  const started = performance.now()
  await Promise.all(
    [0, 1].map(async () => {
      while (performance.now() < until) {
        const body = new FormData()
        body.append('file', new Blob([bytes], { type: 'image/jpeg' }), 'photo.jpg')
        const headers = { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() }
        const answer = await fetch(`${ours.url}/api/files`, { method: 'POST', headers, body })
        if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
        done += 1
      }
    }),
  )
  return [fact('photos taken in', done / ((performance.now() - started) / 1_000), 'a second')]
}
