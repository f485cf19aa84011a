import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { testDatabase } from '../../test/harness.ts'
import { loadCity } from '../city/index.ts'

/** Runs `npm run import:appeals -- …` as its script does. */
function importing(url: string, ...args: string[]): Promise<{ code: number; out: string; told: string }> {
  const env = { PATH: process.env.PATH, DATABASE_URL: url, CITY: process.env.TEST_CITY ?? 'haitang' }
  return new Promise((resolve) => {
    execFile(process.execPath, [join(import.meta.dirname, 'cli.ts'), ...args], { env }, (error, out, told) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, told }),
    )
  })
}

test('npm run import:appeals tells how far it is, what it took, refused and did not know, and keeps the whole of it', async () => {
  const { db, url, close } = await testDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'civicgrid-import-cli-'))
  onTestFinished(async () => {
    await close()
    await rm(folder, { recursive: true })
  })
  const city = loadCity(join(import.meta.dirname, '../../../../cities', process.env.TEST_CITY ?? 'haitang'))
  const category = city.city.categories[0]?.leaves[0]?.code ?? ''
  const file = join(folder, 'old.csv')
  const map = join(folder, 'map.json')
  const rows = Array.from(
    { length: 600 },
    (_, i) => `${i},2026-02-03 09:00,${category},第${i}件,已办结,2026-02-04 09:00\n`,
  )
  await writeFile(file, `No,When,Sort,Said,Answer,Done\n${rows.join('')}x,2026-02-03,龙的传说,有龙,,\n`)
  const columns = {
    externalId: 'No',
    receivedAt: 'When',
    category: 'Sort',
    text: 'Said',
    reply: 'Answer',
    repliedAt: 'Done',
  }
  await writeFile(map, JSON.stringify({ source: 'old', columns }))

  const { code, out, told } = await importing(url, file, '--map', map)
  expect([code, told]).toEqual([0, expect.stringContaining('500 rows')])
  expect(out).toMatch(/601 rows in [\d.]+ s: 600 taken, 0 continued, 0 known already, 1 refused/)
  expect(out).toMatch(/line 602 x UNKNOWN_CATEGORY[^]*category not known: 龙的传说 \(1\)/)
  const report: unknown = JSON.parse(await readFile(`${file}.report.json`, 'utf8'))
  expect(report).toMatchObject({ rows: 601, taken: 600, refused: [{ line: 602, externalId: 'x' }], stopped: false })
  const answered = `SELECT count(*) AS "n" FROM "Appeal" WHERE "status" = 'answered'`
  expect(await db.read.get(answered)).toEqual({ n: 600 })
  expect((await importing(url, file, '--map', map)).out).toContain('0 taken, 0 continued, 600 known already, 1 refused')

  await writeFile(map, JSON.stringify({ tooLong: 'shorten' }))
  const wrong = await importing(url, file, '--map', map)
  expect([wrong.code, wrong.told]).toEqual([2, expect.stringContaining(`${map} tooLong: `)])
  await writeFile(map, JSON.stringify({ source: 'old', columns: { ...columns, text: 'Words' } }))
  expect(await importing(url, file, '--map', map)).toMatchObject({
    code: 2,
    told: 'the file has no column "Words" (for text); it has: No, When, Sort, Said, Answer, Done\n',
  })
})
