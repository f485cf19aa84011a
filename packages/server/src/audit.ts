import { createPublicKey } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { PRESSURE_THING } from './appeals/index.ts'
import { AUTHORITY_THING } from './authorities/index.ts'
import { BODY_THING, OWNERSHIP_THING } from './city/index.ts'
import { readEnv } from './env.ts'
import { STAFF_CHAINS } from './identity/staff/staff.store.ts'
import { RESIDENT_CHAINS, RESIDENT_THING } from './identity/resident-log.ts'
import { WEBHOOK_THING } from './integrations/webhooks/index.ts'
import { INTEGRATION_CHAINS } from './integrations/desk/integration-desk.store.ts'
import { STAFF_THING } from './identity/staff/staff.service.ts'
import { exportCheckpoints, openDatabase, thingsIn, unvouched, verifyAll, verifyCheckpoints } from './kernel/index.ts'
import type { CheckpointExport, ThingKinds } from './kernel/index.ts'

/**
 * Holds the log of the database that DATABASE_URL names against itself:
 *   npm run log:verify               every chain, and the checkpoints in the database
 *   npm run log:verify -- FILE       and checkpoints that were exported earlier and kept elsewhere
 *   npm run log:export > FILE        the checkpoints as JSON
 * Prints one line of JSON for each finding; exit code 1 when there is any.
 */
const [action = 'verify', file] = process.argv.slice(2)
const env = readEnv()
const db = await openDatabase({ url: env.databaseUrl, keys: env.keys })
const THINGS: ThingKinds = {
  appeal: thingsIn('Appeal'),
  [PRESSURE_THING]: thingsIn('AppealPressure'),
  [AUTHORITY_THING]: thingsIn('Authority'),
  export: thingsIn('DeskExport'),
  [STAFF_THING]: STAFF_CHAINS,
  [RESIDENT_THING]: RESIDENT_CHAINS,
  [OWNERSHIP_THING]: thingsIn('OwnershipRule'),
  [BODY_THING]: thingsIn('CityBody'),
  ...INTEGRATION_CHAINS,
  [WEBHOOK_THING]: thingsIn('WebhookEndpoint'),
}
const print = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`)
try {
  const own = await exportCheckpoints(db.read)
  if (action === 'export') print(own)
  else {
    let found = 0
    for await (const finding of verifyAll(db.read, THINGS)) {
      print(finding)
      found += 1
    }
    const kept = file === undefined ? [] : [JSON.parse(await readFile(file, 'utf8')) as CheckpointExport]
    for (const signer of kept.flatMap((before) => unvouched(before, own))) {
      print({ what: 'unvouched', signer })
      found += 1
    }
    for (const { publicKeys, checkpoints } of [own, ...kept]) {
      const keys = new Map(Object.entries(publicKeys).map(([id, pem]) => [id, createPublicKey(pem)]))
      for (const finding of await verifyCheckpoints(db.read, checkpoints, keys)) {
        print(finding)
        found += 1
      }
    }
    print({ found, checkpoints: own.checkpoints.length, until: own.checkpoints.at(-1)?.toPosition ?? 0 })
    process.exitCode = found > 0 ? 1 : 0
  }
} finally {
  await db.close()
}
