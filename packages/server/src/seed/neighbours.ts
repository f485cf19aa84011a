import { CivicError, JOINABLE_KINDS, type ResidentActor } from '@civicgrid/contracts'
import { deedKey, isTooLate } from './deeds.ts'
import type { Dice } from './dice.ts'
import type { Joinable, Player, Stage } from './stage.ts'
import type { Story } from './story.ts'

const MINUTE = 60_000
const DAY = 1440 * MINUTE
/** Keys and turns of their own, after those of any story. */
const AFTER_STORIES = 50_000_000
const MOST = 5

interface Turn {
  readonly at: number
  readonly neighbour: ResidentActor
  /** They join; or say what the result is like where they are. */
  readonly says: 'join' | 'solved' | 'notSolved'
}

/**
 * Neighbours who have the same and say so (我也遇到) while it is open: on a third of those that may be joined, and on all
 * that will stand on the board. Some of them say later whether it is solved for them, too.
 * @returns one player, or none
 */
export function neighbours(stage: Stage, story: Story, told: Player & Joinable, dice: Dice): Player[] {
  const { people, appeals } = stage
  const { sender } = told
  const mayBePublic = story.consent && story.rated && story.solved
  const joinable = (JOINABLE_KINDS as readonly string[]).includes(story.kind)
  if (!sender || !joinable || story.stopAfter === 'submit' || !dice.chance(mayBePublic ? 100 : 35)) return []
  const turns = turnsOf(crowd(people.residents, sender, dice), told.at, dice)
  const order = AFTER_STORIES + told.order
  let count = 0
  let ref: string | undefined
  const joined = new Set<number>()

  /** Found as the portal finds it: the sender's own among those that are like it. */
  async function find(actor: ResidentActor): Promise<string | undefined> {
    const { category, text, point } = story
    const { items } = await appeals.similar(actor, {
      category,
      text,
      point: { ...point, crs: 'WGS-84', accuracy: null },
    })
    return items.find(({ mine }) => mine === told.code())?.ref
  }
  async function say({ neighbour: actor, says }: Turn): Promise<void> {
    ref ??= await find(sender ?? actor)
    if (ref === undefined) return
    const given = { actor, idempotencyKey: deedKey(order, (count += 1)) }
    if (says === 'join') {
      await appeals.join(given, { ref })
      joined.add(actor.id)
    } else if (joined.has(actor.id)) await appeals.answerJoined(given, { ref, solved: says })
    else return
    told.moved()
  }

  const player: Player = {
    at: turns[0]?.at ?? told.at,
    order,
    async step() {
      const turn = turns.shift()
      if (!turn || told.code() === '') return false
      await say(turn).catch((error: unknown) => {
        // Over already, or no result yet: they come in vain, as neighbours do.
        if (!(error instanceof CivicError && error.code === 'WRONG_STATE') && !isTooLate(error)) throw error
      })
      const [next] = turns
      if (next) player.at = next.at
      return next !== undefined
    },
  }
  return [player]
}

function turnsOf(crowd: readonly ResidentActor[], sentAt: number, dice: Dice): Turn[] {
  let at = sentAt
  const turns = crowd.flatMap((neighbour): Turn[] => {
    at += dice.between(5, 120) * MINUTE
    const join: Turn = { at, neighbour, says: 'join' }
    if (!dice.chance(60)) return [join]
    return [join, { at: at + dice.between(4, 12) * DAY, neighbour, says: dice.chance(80) ? 'solved' : 'notSolved' }]
  })
  return turns.sort((a, b) => a.at - b.at)
}

/** Some residents, each once, never whoever sent it; the city's first personas more often than others. */
function crowd(residents: readonly ResidentActor[], sender: ResidentActor, dice: Dice): ResidentActor[] {
  const others = residents.filter(({ id }) => id !== sender.id)
  const chosen = Array.from({ length: dice.between(1, MOST) }, (_, i) =>
    i === 0 && dice.chance(10) ? (others[0] ?? dice.pick(others)) : dice.pick(others),
  )
  return [...new Set(chosen)]
}
