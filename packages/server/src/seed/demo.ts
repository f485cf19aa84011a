import { createHash } from 'node:crypto'
import { createAppeals } from '../appeals/index.ts'
import type { LoadedCity } from '../city/index.ts'
import { createDiskStorage } from '../files/disk-storage.ts'
import { movableClock, openDatabase, rebuild, seededRandom, startSequencer, type Keyring } from '../kernel/index.ts'
import { dice as diceOf, type Dice } from './dice.ts'
import { seedPartner } from './partner.ts'
import { seedPeople } from './people.ts'
import { neighbours } from './neighbours.ts'
import { photographer } from './photographer.ts'
import { clearSeed, dumpRows, isEmpty, markBegun, markDone, seedState } from './seed.store.ts'
import { play, player, type Stage } from './stage.ts'
import { SET_PIECE_COUNT, setPiece, writeStory } from './story.ts'
import { atWork } from './working-time.ts'

export interface DemoOptions {
  /** Migrated. */
  readonly url: string
  readonly keys: Keyring
  readonly city: LoadedCity
  readonly filesFolder: string
  /** The same seed, instant and city give the same rows, byte for byte. */
  readonly seed: string
  /** The demo's present: its ninety days end here. Epoch milliseconds. */
  readonly now: number
  readonly appeals?: number
}

const DAY = 86_400_000
const DAYS = 90
const APPEALS = 320
const MORE_RESIDENTS = 24

/**
 * Fills an empty database with a demo city: its people, and some hundreds of appeals of the last ninety days in every
 * state, sent and worked through the same commands as real ones.
 * @returns whether it was filled; false when there was something in it
 * A seed that was stopped half-way is taken back and begun anew.
 */
export async function seedDemo(options: DemoOptions): Promise<boolean> {
  const { url, keys, city, seed, now } = options
  const random = seededRandom(`${seed} rows`)
  // A seed that a power cut ends is thrown away, so it need not wait for the disk; one connection keeps the order of rows.
  const db = await openDatabase({ url, keys, random, synchronous: 'NORMAL', limits: { connections: 1 } })
  try {
    const state = await seedState(db.read)
    if (state === 'begun') await db.work(clearSeed)
    if (state === 'done' || !(await isEmpty(db.read))) return false
    await db.work(markBegun)
    const clock = movableClock(now - DAYS * DAY)
    const appeals = createAppeals({ kernel: { db, clock, random }, city, sign: () => '' })
    const cast = diceOf(seededRandom(`${seed} people`))
    const people = await seedPeople(db, city, cast, clock.now(), MORE_RESIDENTS)
    await seedPartner(db, city.tree.pathOf(city.tree.root.code), clock.now())
    const photograph = await photographer(
      db,
      createDiskStorage(options.filesFolder),
      diceOf(seededRandom(`${seed} photos`)),
      random,
    )
    const stage: Stage = { appeals, clock, city, people, photograph }
    const players = Array.from({ length: options.appeals ?? APPEALS }, (_, i) => {
      const dice = diceOf(seededRandom(`${seed} story ${i}`))
      const set = i < SET_PIECE_COUNT
      const story = set ? setPiece(city, dice, i) : writeStory(city, dice)
      const at = set ? now - dice.between(5 * 60, 20 * 60) * 60_000 : sentAt(city, dice, now)
      const told = player(stage, story, at, i, dice)
      return [told, ...neighbours(stage, story, told, diceOf(seededRandom(`${seed} neighbours ${i}`)))]
    }).flat()
    await play(stage, players, now, () => appeals.sweep())
    const sequencer = startSequencer(db)
    await sequencer.idle()
    await sequencer.stop()
    for (const reader of appeals.readers) await rebuild(db, reader)
    await db.work(markDone)
    return true
  } finally {
    await db.close()
  }
}

/** Three of four come while offices are open; the last days are fuller, so that every queue holds something. */
function sentAt(city: LoadedCity, dice: Dice, now: number): number {
  const back = dice.chance(22) ? dice.between(20, 3 * 1440) : dice.between(0, DAYS * 1440)
  const at = now - back * 60_000
  return dice.chance(75)
    ? Math.min(atWork(at, city.calendar, dice.between(0, 300)), now - dice.between(1, 30) * 60_000)
    : at
}

/** A hash over every row: the same for the same seed, instant and city. */
export async function dumpHash(url: string, keys: Keyring): Promise<string> {
  const db = await openDatabase({ url, keys })
  try {
    const sum = createHash('sha256')
    for await (const line of dumpRows(db)) sum.update(line).update('\n')
    return sum.digest('hex')
  } finally {
    await db.close()
  }
}
