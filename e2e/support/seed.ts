/** `node e2e/support/seed.ts CITY demo|people DATABASE_URL FILES_FOLDER`: fills an empty database. */
import { join } from 'node:path'
import { loadCity } from '../../packages/server/src/city/index.ts'
import { demoKeyring, migrate } from '../../packages/server/src/kernel/index.ts'
import { seedDemo } from '../../packages/server/src/seed/demo.ts'

const [city = '', seed, url = '', filesFolder = ''] = process.argv.slice(2)
const folder = city.includes('/') ? city : join(import.meta.dirname, '../../cities', city)
await migrate(url)
await seedDemo({
  url,
  keys: demoKeyring(),
  city: loadCity(folder),
  filesFolder,
  seed: '1',
  now: Date.now(),
  ...(seed === 'people' ? { appeals: 0 } : {}),
})
// The schema engine leaves a timer of ten seconds behind on PostgreSQL, which nobody waits for.
process.exit(0)
