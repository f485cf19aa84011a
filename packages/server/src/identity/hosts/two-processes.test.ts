import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { START, testKernel } from '../../../test/harness.ts'
import { registerResident } from '../register.ts'
import { insertTicket } from './hosts.store.ts'

const CHILD = fileURLToPath(new URL('../../../test/ticket-child.ts', import.meta.url))

test('a ticket and an assertion are taken once, also by two processes that are shown them at once', async () => {
  const { kernel, db, url, close } = await testKernel()
  const hashes = Array.from({ length: 40 }, () => kernel.random(32))
  await db.work(async (tx) => {
    const { id: residentId } = await registerResident(tx, { jurisdiction: '/a', name: '', phone: null, now: START })
    const ticket = { hostApp: 'a', residentId, callback: '', authAt: null, expiresAt: START + 60_000 }
    for (const hash of hashes) await insertTicket(tx, hash, { ...ticket, proof: hash })
  })
  const names = hashes.map((hash) => hash.toString('hex'))
  const children = [1, 2].map(() => {
    const child = spawn(process.execPath, [CHILD, url, String(START), JSON.stringify(names)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() }
  })
  for (const { lines } of children) expect((await lines.next()).value).toBe('ready')
  for (const { child } of children) child.stdin.write('go\n')
  const taken = await Promise.all(
    children.map(async ({ child, lines }) => {
      const { value } = await lines.next()
      if (child.exitCode === null) await once(child, 'close')
      return JSON.parse(String(value)) as string[]
    }),
  )
  const all = names.flatMap((hex) => [`ticket ${hex}`, `assertion ${hex}`])
  expect(taken.flat().toSorted()).toEqual(all.toSorted())
  await close()
})
