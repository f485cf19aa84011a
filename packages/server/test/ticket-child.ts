/**
 * Shows the same tickets and assertions as its twin, and prints which of them it was given.
 * `node ticket-child.ts DATABASE_URL NOW '[ticket, …]'`: hashes in hex
 */
import { demoKeyring, openDatabase } from '../src/kernel/index.ts'
import { takeAssertion, takeTicket } from '../src/identity/hosts/hosts.store.ts'

const [url = '', now = '0', list = '[]'] = process.argv.slice(2)
const db = await openDatabase({ url, keys: demoKeyring() })
const shown = JSON.parse(list) as string[]
// Both are there before either begins.
process.stdout.write('ready\n')
await new Promise((resolve) => process.stdin.once('data', resolve))
const taken = await Promise.all(
  shown.map(async (hex) => {
    const hash = Buffer.from(hex, 'hex')
    const ticket = await db.work((tx) => takeTicket(tx, hash))
    const assertion = await db.work((tx) => takeAssertion(tx, hash, Number(now) + 60_000))
    return [ticket ? `ticket ${hex}` : null, assertion ? `assertion ${hex}` : null]
  }),
)
process.stdout.write(`${JSON.stringify(taken.flat().filter((one) => one !== null))}\n`)
await db.close()
process.exit(0)
