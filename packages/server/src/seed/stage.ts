import type { ResidentActor } from '@civicgrid/contracts'
import type { Appeals } from '../appeals/index.ts'
import type { MovableClock } from '../kernel/index.ts'
import { BY_PHONE, BY_PORTAL, deedKey, isTooLate, procedureOf, storyInput } from './deeds.ts'
import type { Dice } from './dice.ts'
import type { SeededPeople } from './people.ts'
import type { Photographer } from './photographer.ts'
import type { Deed, Scene } from './life.ts'
import { lifeAndBoard } from './publishing.ts'
import type { Story } from './story.ts'

/** One story as it is being played. */
export interface Player {
  at: number
  readonly order: number
  /** Plays one deed. @returns false when there is nothing more to play */
  step(): Promise<boolean>
}

/** What neighbours need to know of an appeal that they join. */
export interface Joinable {
  /** Whoever sent it by the portal; null: phoned in. */
  readonly sender: ResidentActor | null
  /** '' until it is sent. */
  code(): string
  /** A neighbour joined, or said what they think of the result: its version is one higher. */
  moved(): void
}

export interface Stage {
  readonly appeals: Appeals
  readonly clock: MovableClock
  readonly city: Scene['city']
  readonly people: SeededPeople
  readonly photograph: Photographer
}

/**
 * Plays all stories side by side in the order of time, as a city would have lived them, until an instant. What was to come
 * after it stays undone, which is how appeals of every state come about.
 */
export async function play(
  stage: Stage,
  players: readonly Player[],
  until: number,
  daily: () => Promise<unknown>,
): Promise<void> {
  const waiting = [...players].sort(byTime)
  let day = 0
  for (let next = waiting.shift(); next !== undefined && next.at <= until; next = waiting.shift()) {
    stage.clock.set(next.at)
    const today = Math.floor(next.at / 86_400_000)
    if (today > day) {
      day = today
      await daily()
    }
    if (!(await next.step())) continue
    const { at, order } = next
    const place = waiting.findIndex((other) => other.at > at || (other.at === at && other.order > order))
    waiting.splice(place < 0 ? waiting.length : place, 0, next)
  }
  stage.clock.set(until)
  await daily()
}

const byTime = (a: Player, b: Player): number => a.at - b.at || a.order - b.order

/** @param order also names the story's idempotency keys */
export function player(stage: Stage, story: Story, sentAt: number, order: number, dice: Dice): Player & Joinable {
  const { appeals, people, photograph, city } = stage
  const sender = story.phoned ? null : dice.pick(people.residents)
  const taken = { before: [] as string[], after: [] as string[] }
  const scene: Scene = {
    city,
    people,
    dice,
    taken,
    async photo(of, at) {
      const token = await photograph(of, at, true)
      taken.after.push(token)
      return token
    },
  }
  let version = 0
  let code = ''
  let deeds: ReturnType<typeof lifeAndBoard> | undefined
  let next: Deed | undefined
  let count = 0
  const key = (): string => deedKey(order, (count += 1))

  async function send(at: number): Promise<void> {
    const operator = dice.pick(people.staff('operator', story.areaPath))
    const photos: string[] = []
    if (sender) for (let i = 0; i < story.photos; i++) photos.push(await photograph(sender, at, false))
    taken.before.push(...photos)
    const input = storyInput(story, photos, sender ? null : dice.pick(people.callers))
    const receipt = await appeals.submit(
      sender ? BY_PORTAL : BY_PHONE,
      { actor: sender ?? operator, idempotencyKey: key() },
      input,
    )
    version = receipt.version
    code = receipt.code
  }

  async function give(deed: Deed): Promise<boolean> {
    try {
      // The table of deeds ties each input to its command; the union of them all is too wide for the compiler.
      const input = { ...deed.input, code, expectedVersion: version } as Parameters<Appeals['give']>[3]
      const receipt = await appeals.give(
        deed.command,
        procedureOf(deed),
        { actor: deed.by, idempotencyKey: key() },
        input,
      )
      version = receipt.version
      return true
    } catch (error) {
      if (isTooLate(error)) return false
      throw error
    }
  }

  const self: Player & Joinable = {
    at: sentAt,
    order,
    sender,
    code: () => code,
    moved: () => void (version += 1),
    async step() {
      let done = true
      if (!deeds) {
        await send(self.at)
        deeds = lifeAndBoard(story, sender, sentAt, scene)
      } else if (next) done = await give(next)
      if ((next?.command ?? 'submit') === story.stopAfter) return false
      const { value } = await deeds.next(done)
      next = value ?? undefined
      if (next) self.at = next.at
      return next !== undefined
    },
  }
  return self
}
