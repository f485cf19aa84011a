import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { testUrl } from '../../test/harness.ts'

const folder = await mkdtemp(join(tmpdir(), 'civicgrid-seed-cli-'))
afterAll(() => rm(folder, { recursive: true }))

/** Runs `npm run seed -- …` as its script does, on a database of its own. @returns its exit code and its lines */
async function seeding(args: string[], env: Record<string, string> = {}): Promise<{ code: number; lines: string[] }> {
  const { url, remove } = await testUrl()
  const variables = {
    PATH: process.env.PATH,
    DATABASE_URL: url,
    FILES_DIR: folder,
    CITY: process.env.TEST_CITY ?? 'haitang',
    ...env,
  }
  const done = await new Promise<{ code: number; lines: string[] }>((resolve) => {
    execFile(process.execPath, [join(import.meta.dirname, 'cli.ts'), ...args], { env: variables }, (error, out) =>
      resolve({ code: error === null ? 0 : Number(error.code), lines: out.trim().split('\n') }),
    )
  })
  await remove()
  return done
}

test('npm run seed gives the same hash for the same seed and --now, and another for another', async () => {
  const few = ['--appeals', '15', '--hash', '--now']
  const runs = ['2026-06-01T08:00:00Z', '2026-06-01T08:00:00Z', '2026-06-01T08:00:01Z'].map((now) =>
    seeding([...few, now]),
  )
  const [one, two, other] = await Promise.all(runs)
  expect(one).toEqual({ code: 0, lines: ['seeded', expect.stringMatching(/^[\da-f]{64}$/)] })
  expect(two).toEqual(one)
  expect(other?.lines[1]).not.toBe(one?.lines[1])
})

test('npm run seed fills no database of production, whatever its secrets are', async () => {
  const key = Buffer.alloc(32, 7).toString('base64')
  const production = {
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://12345.example.cn',
    CIVICGRID_MASTER_KEYS: `k1:${key}`,
    CIVICGRID_LOOKUP_KEY: key,
    CIVICGRID_SIGNING_KEY: key,
  }
  expect(await seeding(['--appeals', '1'], production)).toEqual({ code: 1, lines: [''] })
})
