import {
  addToCounters,
  appealCity,
  boardReader,
  countersReader,
  searchReader,
  writeGrams,
  writeLived,
  type BulkContext,
  type Changes,
  type Lived,
} from '../../appeals/bulk.ts'
import type { LoadedCity } from '../../city/index.ts'
import { openDatabase, seededRandom, startSequencer, type Db, type Keyring, type Tx } from '../../kernel/index.ts'
import { dice as diceOf, quickDice, type Dice } from '../dice.ts'
import { seedPeople } from '../people.ts'
import { isEmpty, markBegun, markDone } from '../seed.store.ts'
import { writeStory, type Spot, type Style } from '../story.ts'
import { atWork } from '../working-time.ts'
import { dropIndexes, gatherWords, lastPosition, setCursor, useMuchMemory } from './bulk-mode.store.ts'
import { addTallies, INSIGHT_READER, inOrder, tallyEvents, type Tallies } from '../../insight/index.ts'
import { live } from './live.ts'

export interface ScaleOptions {
  /** Migrated and empty. */
  readonly url: string
  readonly keys: Keyring
  /** Loaded at its scale. */
  readonly city: LoadedCity
  readonly seed: string
  /** The year ends here. Epoch milliseconds. */
  readonly now: number
  readonly appeals: number
  readonly residents: number
  onProgress?(done: number): void
}

const DAY = 86_400_000
/**
 * Appeals in one unit of work; units in one commit; and how many appeals have gathered when their search words
 * and counters are written.
 * Units are small because SQLite's statements that give something back grow slower with what the savepoint holds.
 */
const UNIT = 10
const BATCH = 400
const GATHERED = 4_000
/** Making an index over millions of rows is one unit too. */
const UNIT_MS = 600_000

/** A real week: nine of ten by phone, four of five answered at once. */
const courses = { atOnce: 80, declined: 1, withdrawn: 2, handled: 17 }

/** Fills an empty database with a year of a whole city. @throws Error when the database is not empty */
export async function seedScale(options: ScaleOptions): Promise<void> {
  const { url, keys, city: loaded, seed, now } = options
  const db = await openDatabase({
    url,
    keys,
    random: seededRandom(`${seed} rows`),
    synchronous: 'NORMAL',
    limits: { workMs: UNIT_MS, busyMs: UNIT_MS, connections: 2 },
  })
  try {
    if (!(await isEmpty(db.read))) throw new Error('the database is not empty')
    const indexes = await db.work(async (tx) => {
      await markBegun(tx)
      await useMuchMemory(tx)
      await gatherWords(tx, 64 << 20)
      return dropIndexes(tx)
    })
    const people = await seedPeople(
      db,
      loaded,
      diceOf(seededRandom(`${seed} people`)),
      now - 365 * DAY,
      options.residents,
    )
    const counters: Changes = new Map()
    const dice = quickDice(Array.from(seed).reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7))
    const style: Style = { courses, phonedPercent: 90, ratedPercent: 35, somewhere: spots(loaded, dice) }
    const grams = new Map<number, string[]>()
    const city = appealCity(loaded)
    const tallies: Tallies = new Map()
    const insight = { utcOffsetMinutes: loaded.city.settings.utcOffsetMinutes, townshipOf: city.townshipOf }
    const counted: BulkContext['counted'] = (events) => void tallyEvents(tallies, events, insight)
    const context: BulkContext = { city, now, counters, grams, counted }
    const scene = { city: loaded, people, dice, photo: () => Promise.resolve(null) }
    for (let done = 0; done < options.appeals; done += BATCH) {
      const until = Math.min(done + BATCH, options.appeals)
      const lives: Lived[] = []
      for (let i = done; i < until; i++) {
        const sentAt = someTime(loaded, dice, now, i / options.appeals)
        const story = writeStory(loaded, dice, style)
        // Nobody took photos for a million appeals: what needs one was told by phone.
        const told = story.photos > 0 ? { ...story, phoned: true } : story
        lives.push(await live(told, i, sentAt, now, scene, context.city))
      }
      await Promise.all(inUnits(lives).map((unit) => db.work((tx) => writeAll(tx, unit, context))))
      if (grams.size >= GATHERED || until === options.appeals) {
        await db.work((tx) => writeGrams(tx, grams))
        grams.clear()
        await db.work((tx) => addToCounters(tx, counters))
        counters.clear()
        await db.work((tx) => addTallies(tx, inOrder(tallies)))
        tallies.clear()
      }
      options.onProgress?.(until)
    }
    await finish(db, indexes, [
      searchReader(context.city).name,
      countersReader(context.city).name,
      boardReader().name,
      INSIGHT_READER,
    ])
  } finally {
    await db.close()
  }
}

function inUnits(lives: readonly Lived[]): Lived[][] {
  return Array.from({ length: Math.ceil(lives.length / UNIT) }, (_, i) => lives.slice(i * UNIT, (i + 1) * UNIT))
}

async function writeAll(tx: Tx, lives: readonly Lived[], context: BulkContext): Promise<void> {
  for (const lived of lives) await writeLived(tx, lived, context)
}

async function finish(db: Db, indexes: readonly string[], readers: readonly string[]): Promise<void> {
  for (const sql of indexes) await db.work((tx) => tx.run(sql))
  const sequencer = startSequencer(db)
  await sequencer.idle()
  await sequencer.stop()
  await db.work(async (tx) => {
    await gatherWords(tx, 1 << 20)
    const position = await lastPosition(tx)
    for (const reader of readers) await setCursor(tx, reader, position)
    await markDone(tx)
  })
}

/** Evenly over the year; three of four while offices are open. @param share of the year that is over, 0 to 1 */
function someTime(city: LoadedCity, dice: Dice, now: number, share: number): number {
  const at = Math.floor(now - 365 * DAY * (1 - share)) - 60_000
  return dice.chance(75) ? Math.min(atWork(at, city.calendar, dice.between(0, 300)), now) : at
}

/** Some points in every smallest area of the city, found once: asking the map 1.66 million times would take a minute. */
function spots(city: LoadedCity, dice: Dice): (dice: Dice) => Spot {
  const places = city.city.places
  const found: Spot[] = []
  const [west, south, east, north] = city.city.settings.map.bounds
  const draw = (from: number, to: number): number => from + ((to - from) * dice.between(0, 1_000_000)) / 1_000_000
  for (let i = 0; i < 60_000; i++) {
    const point = { lng: Math.round(draw(west, east) * 1e6) / 1e6, lat: Math.round(draw(south, north) * 1e6) / 1e6 }
    const area = city.locate(point.lng, point.lat)
    if (area === null) continue
    const place = dice.pick(places)
    const line = city.tree
      .lineOf(area)
      .slice(2, 4)
      .map(({ name }) => name['zh-CN'])
      .join('')
    const number = dice.between(1, 300)
    found.push({
      name: place.name['zh-CN'],
      address: `${line}${place.name['zh-CN']}附近${number}号`,
      point,
      areaPath: city.tree.pathOf(area),
    })
  }
  return (throwing) => throwing.pick(found)
}
