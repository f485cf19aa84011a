/**
 * A server's share of the webhooks, in a process of its own: sends what is due until it is killed.
 * `node webhook-child.ts DATABASE_URL NOW`
 */
import { addressList } from '../src/http/address.ts'
import { createWebhookParts } from '../src/integrations/webhooks/index.ts'
import { demoKeyring, openDatabase, systemRandom } from '../src/kernel/index.ts'

const [url = '', start = '0'] = process.argv.slice(2)
const began = performance.now()
const clock = { now: () => Math.round(Number(start) + performance.now() - began) }
const db = await openDatabase({ url, keys: demoKeyring() })
const parts = createWebhookParts({
  kernel: { db, clock, random: systemRandom },
  allowed: addressList(['127.0.0.1']),
  resolve: () => Promise.reject(new Error('no names in tests')),
  onError: (error) => process.stderr.write(`${String(error)}\n`),
})
parts.start()
process.stdout.write('ready\n')
// Its own timers hold no process up.
setInterval(() => {}, 60_000)
