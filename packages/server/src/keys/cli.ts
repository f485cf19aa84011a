import { parseArgs } from 'node:util'
import { readEnv, readKeySettings } from '../env.ts'
import { openDatabase, systemRandom } from '../kernel/index.ts'
import { initKeys, KeyMistake, listKeys, retireKey, rewrapKeys, rotateKeys } from './keys.ts'

/**
 * The keys of the service, in the file that CIVICGRID_KEYS_FILE names (docs/guides/keys.md):
 *   npm run keys -- init                     writes that file: the keys of the environment, or new ones
 *   npm run keys -- list                     what is in use, since when, and how much is under each
 *   npm run keys -- rotate master|signing    a new key, in use a minute later [--now: at once]
 *   npm run keys -- rewrap                   puts what is under older masters under the current one; may be stopped
 *   npm run keys -- retire ID                takes an older key's secret out of the file [--now: although links die]
 * Prints no key.
 */
const USAGE =
  'npm run keys -- init | list | rotate master|signing [--now] | rewrap | retire ID [--now]   (docs/guides/keys.md)\n'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { now: { type: 'boolean' } } })
  const [action, what = ''] = positionals
  const { file, production, ...settings } = readKeySettings()
  const hurry = values.now ?? false
  const [now, random] = [Date.now(), systemRandom]
  if (action === 'init') return say(initKeys({ file, settings, random, now }))
  if (action === 'rotate') return say(rotateKeys({ file, what, hurry, random, now }))
  if (action !== 'list' && action !== 'rewrap' && action !== 'retire') throw new KeyMistake(USAGE)
  const env = readEnv()
  const db = await openDatabase({ url: env.databaseUrl, keys: env.keys, synchronous: env.sqliteSynchronous })
  try {
    if (action === 'list')
      for (const line of await listKeys({ file, settings, production, sql: db.read, now })) say(line)
    else if (action === 'retire') say(await retireKey({ file, id: what, hurry, sql: db.read, now }))
    else await rewrapKeys(db, say)
  } finally {
    await db.close()
  }
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = error instanceof KeyMistake ? 2 : 1
}
