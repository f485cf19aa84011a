import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { expect, onTestFinished, test } from 'vitest'
import { alone } from './alone.ts'

function lockFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'civic-alone-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'lock')
}

test('one at a time, and the lock is gone afterwards, also when the work fails', async () => {
  const lock = lockFile()
  const said: string[] = []
  const work = (name: string) =>
    alone(lock, async () => {
      said.push(`${name} in`)
      await Promise.resolve()
      said.push(`${name} out`)
    })
  await Promise.all([work('a'), work('b')])
  expect(said).toEqual(['a in', 'a out', 'b in', 'b out'])
  const broken = alone(lock, () => {
    throw new Error('broken')
  })
  await expect(broken).rejects.toThrow('broken')
  expect(existsSync(lock)).toBe(false)
})

test('a holder that was killed holds nothing any more', async () => {
  const lock = lockFile()
  const { pid } = spawnSync(process.execPath, ['-e', ''])
  writeFileSync(lock, String(pid))
  expect(await alone(lock, () => 'done')).toBe('done')
})
