import { redact, type ResidentActor } from '@civicgrid/contracts'
import { life, type Deed, type Scene } from './life.ts'
import type { Story } from './story.ts'
import { atWork } from './working-time.ts'

const MINUTE = 60_000

/**
 * The life of an appeal, and after it the publisher's day: of what was solved and may be public, most is put on the board,
 * with photos of before and after where there are both. The rest still waits.
 */
export async function* lifeAndBoard(
  story: Story,
  sender: ResidentActor | null,
  sentAt: number,
  scene: Scene,
): AsyncGenerator<Deed, void, boolean> {
  const { people, dice, city, taken } = scene
  const deeds = life(story, sender, sentAt, scene)
  let solvedAt: number | null = null
  let reply = story.reply.text
  for (let step = await deeds.next(true); !step.done;) {
    const deed = step.value
    const done = yield deed
    solvedAt = done && deed.command === 'rate' && deed.input.solved === 'solved' ? deed.at : null
    if (deed.command === 'giveFeedback' || deed.command === 'answer') reply = deed.input.text
    step = await deeds.next(done)
  }
  const [publisher] = people.staff('publisher', story.areaPath)
  if (solvedAt === null || !story.consent || !publisher || !dice.chance(80)) return
  const [before, after] = [taken?.before[0], taken?.after.at(-1)]
  yield {
    at: atWork(solvedAt + dice.between(30, 400) * MINUTE, city.calendar, dice.between(1, 60)),
    by: publisher,
    command: 'publish',
    input: {
      text: redact(story.text),
      reply: redact(reply),
      pictures: before && !after ? [before] : [],
      pairs: before && after ? [{ before, after }] : [],
      place: 'rounded',
    },
  }
}
