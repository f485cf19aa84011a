/** What every journey of both faces begins with. */
import type { Persona } from '@civicgrid/sdk'
import { onTestFinished } from 'vitest'
import { withoutPhoto } from '../appeals/behind.ts'
import type { Cast, Leaf, NamedPlace } from '../support/cast.ts'
import { t, word } from '../support/words.ts'
import type { ResidentFace } from './face.ts'

export interface World {
  readonly url: string
  readonly cast: Cast
}

/** A face in somebody's hand; in a guest's when it is nobody's. */
export type Take = (who?: Persona) => Promise<ResidentFace>
export type Hands = ReturnType<typeof handsOf>

/** Puts faces into hands, and takes them back when the test has ended. */
export function handsOf(world: World, take: Take) {
  const resident = (nth = 0): Persona => {
    const found = world.cast.residents[nth]
    if (!found) throw new Error(`the demo has no resident ${nth}`)
    return found
  }
  async function held(who?: Persona): Promise<ResidentFace> {
    const face = await take(who)
    onTestFinished(() => face.end())
    return face
  }
  return {
    world,
    resident,
    held,
    /** A form with all that is asked for, which is not sent yet. */
    async writing(
      text: string,
      { leaf = withoutPhoto(), nth = 0, place }: { leaf?: Leaf; nth?: number; place?: NamedPlace } = {},
    ): Promise<ResidentFace> {
      const face = await held(resident(nth))
      await face.open('send')
      await face.type(t('send.what'), text)
      await face.pickCategory(leaf)
      await (place ? face.findPlace(place) : face.pickPlace())
      return face
    },
    async reading(code: string, nth = 0): Promise<ResidentFace> {
      const face = await held(resident(nth))
      await face.open({ appeal: code })
      return face
    },
    /** Answers both questions of a rating that is open, and sends it. */
    async choose(face: ResidentFace, solved: string, satisfaction: string): Promise<void> {
      await face.choose(word('solvedAnswer', solved))
      await face.choose(word('satisfaction', satisfaction))
      await face.press(t('rate.submit'))
    },
  }
}
