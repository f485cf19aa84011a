import { existsSync, readFileSync } from 'node:fs'
import {
  countWrapped,
  keySetFrom,
  OVERLAP_MS,
  parseKeyFile,
  randomKeySet,
  retire,
  rewrap,
  withMaster,
  withSigner,
  writeKeyFile,
  type Db,
  type KeySet,
  type Random,
  type SecretSettings,
  type Sql,
} from '../kernel/index.ts'

/** Something that whoever runs the command has to do otherwise. */
export class KeyMistake extends Error {}

/**
 * For so long a link of ours may be shown: links to rate are the longest, until a result can no longer be handed back, and
 * a browser at a desk is known for as long.
 */
export const SIGNED_LIFE_MS = 100 * 24 * 3_600_000

const NO_FILE = 'CIVICGRID_KEYS_FILE is not set: name the file in which the keys are to be, and begin with "init"'
const iso = (at: number) => new Date(at).toISOString()

interface InFile {
  readonly file: string | null
  readonly now: number
}

/** @returns what to say. @throws KeyMistake where the file is there */
export function initKeys({ file, settings, random }: InFile & { settings: SecretSettings; random: Random }): string {
  if (file === null) throw new KeyMistake(NO_FILE)
  if (existsSync(file)) throw new KeyMistake(`${file} is there already`)
  const given = Object.values(settings).some(Boolean)
  writeKeyFile(file, given ? keySetFrom(settings, true) : randomKeySet(random))
  return `${file} holds ${given ? 'the keys of the environment: take them out of there' : 'new keys'}; keep a copy where the database's copies are not`
}

/** Adds a key that every server has read by the time it is used. */
export function rotateKeys(what: InFile & { what: string; hurry: boolean; random: Random }): string {
  const { file, hurry, random, now } = what
  const set = setIn(file)
  const from = hurry ? now : now + OVERLAP_MS
  if (what.what === 'master') {
    const { set: next, added } = withMaster(set, from, random)
    writeKeyFile(file ?? '', next)
    return `master ${added.id} is used from ${iso(from)}; then: npm run keys -- rewrap`
  }
  if (what.what !== 'signing') throw new KeyMistake('rotate what? master or signing')
  const { set: next, added } = withSigner(set, from, now, random)
  writeKeyFile(file ?? '', next)
  return `signer ${added.id} signs from ${iso(from)}; ${added.handover?.by ?? ''} vouches for it`
}

/** @returns a line for each key, and one for each that is missing */
export async function listKeys(
  where: InFile & { settings: SecretSettings; production: boolean; sql: Sql },
): Promise<string[]> {
  const { file, settings, production, sql } = where
  const { masters, signers } = file === null ? keySetFrom(settings, production) : setIn(file)
  const wrapped = await countWrapped(sql)
  const { wrap, signing } = sql.keys
  const stateOf = (id: string, current: string, live: boolean, from: number) => {
    if (!live) return 'retired, checks'
    if (id === current) return 'in use'
    return from > where.now ? 'to come' : 'known'
  }
  return [
    ...masters.map(
      ({ id, key, from }) =>
        `master ${id}  from ${iso(from)}  ${stateOf(id, wrap.current, key !== null, from)}  wraps ${wrapped.get(id) ?? 0}`,
    ),
    ...signers.map(
      ({ id, seed, from }) => `signer ${id}  from ${iso(from)}  ${stateOf(id, signing.id, seed !== null, from)}`,
    ),
    ...[...wrapped]
      .filter(([id]) => wrap.key(id) === undefined)
      .map(([id, n]) => `MISSING ${id}: ${n} subjects cannot be read without it`),
  ]
}

/** @throws KeyMistake while something is under the key */
export async function retireKey(what: InFile & { id: string; hurry: boolean; sql: Sql }): Promise<string> {
  const { file, id, hurry, sql, now } = what
  const set = setIn(file)
  const left = (await countWrapped(sql)).get(id) ?? 0
  if (left > 0) throw new KeyMistake(`${id} still wraps the keys of ${left} subjects: npm run keys -- rewrap`)
  try {
    writeKeyFile(file ?? '', retire(set, id, { now, usedBefore: hurry ? now : now - SIGNED_LIFE_MS }))
  } catch (error) {
    throw new KeyMistake(error instanceof Error ? error.message : String(error), { cause: error })
  }
  return `${id} opens and signs nothing any more; what checks the log of its time stays`
}

/** Ctrl-C stops it after the page under way; once more, it goes on. */
export async function rewrapKeys(db: Db, say: (line: string) => void): Promise<void> {
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())
  const done = await rewrap(db, {
    signal: stopping.signal,
    onPage: (n) => process.stderr.write(`\r${n} subjects`),
  })
  const left = [...(await countWrapped(db.read))].filter(([id]) => id !== db.keys.wrap.current)
  say(`\n${done} subjects are under ${db.keys.wrap.current} now`)
  for (const [id, n] of left) say(`${id} still wraps ${n}: run it again`)
}

function setIn(file: string | null): KeySet {
  if (file === null) throw new KeyMistake(NO_FILE)
  if (!existsSync(file)) throw new KeyMistake(`${file} is not there: begin with "init"`)
  return parseKeyFile(readFileSync(file, 'utf8'))
}
