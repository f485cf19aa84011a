/**
 * What a resident does with an appeal, written once and run on every face: sent whole and once, followed, answered, rated. What
 * staff does in between goes through the SDK; how it looks and what only one face has is tried with that face.
 */
import type { Persona } from '@civicgrid/sdk'
import { describe, expect, onTestFinished, test } from 'vitest'
import { countOf, inHand, sent, upload, withoutPhoto, withPhoto } from '../appeals/behind.ts'
import { as, type Cast, type Leaf } from '../support/cast.ts'
import { t, word } from '../support/words.ts'
import type { Face, ResidentFace } from './face.ts'
import { OWN } from './own.ts'

export interface World {
  readonly url: string
  readonly cast: Cast
}

export function residentJourneys(name: Face, world: World, take: (who: Persona) => Promise<ResidentFace>): void {
  const resident = (nth = 0): Persona => {
    const found = world.cast.residents[nth]
    if (!found) throw new Error(`the demo has no resident ${nth}`)
    return found
  }
  async function held(nth = 0): Promise<ResidentFace> {
    const face = await take(resident(nth))
    onTestFinished(() => face.end())
    return face
  }
  async function writing(text: string, leaf: Leaf = withoutPhoto()): Promise<ResidentFace> {
    const face = await held()
    await face.open('send')
    await face.type(t('send.what'), text)
    await face.pickCategory(leaf)
    await face.pickPlace()
    return face
  }
  async function reading(code: string, nth = 0): Promise<ResidentFace> {
    const face = await held(nth)
    await face.open({ appeal: code })
    return face
  }
  const send = (face: ResidentFace) => face.press(t('send.submit'))
  const arrived = (text: string) => countOf(world.url, resident(), text)
  const kept = (code: string) => as(world.url, resident()).progress.get(code)

  test('from the first word to a rated result', async () => {
    const { url, cast } = world
    const face = await writing('路口的护栏倒了一截', withPhoto())
    await send(face)
    await face.reads(t('form.photoNeeded'))
    expect(face.keys()).toEqual([])
    await face.addPhoto()
    await send(face)
    const code = await face.sentCode()
    const { photos, text } = await kept(code)
    expect([photos.length, text]).toEqual([1, '路口的护栏倒了一截'])

    const operator = as(url, cast.operator).workOrders
    const accepted = await operator.accept({ code, expectedVersion: 1 })
    const bodyCode = cast.handler.body.code
    const dispatched = await operator.dispatch({ code, expectedVersion: accepted.version, bodyCode, note: '请尽快' })
    const handler = as(url, cast.handler)
    const taken = await handler.workOrders.take({ code, expectedVersion: dispatched.version })
    await face.open({ appeal: code })
    await face.reads(word('status', 'inProgress'))
    const told = await handler.workOrders.giveFeedback({
      code,
      expectedVersion: taken.version,
      outcome: 'solved',
      text: '护栏已经扶正',
      photos: [await upload(handler)],
    })
    const [reviewer] = cast.reviewers
    if (!reviewer) throw new Error('the demo has no reviewer')
    await as(url, reviewer).workOrders.reviewFeedback({ code, expectedVersion: told.version, pass: true })
    await face.open({ appeal: code })
    await face.reads('护栏已经扶正')
    await face.press(t('rate.action'))
    await face.press(t('rate.submit'))
    await face.reads(t('rate.chooseBoth'))
    await face.choose(word('solvedAnswer', 'solved'))
    await face.choose(word('satisfaction', 'satisfied'))
    await face.press(t('rate.submit'))
    await face.reads(t('rate.given'))
    expect((await kept(code)).rating).toMatchObject({ solved: 'solved', satisfaction: 'satisfied' })
  })

  describe('sending happens once', () => {
    test('however often the button is tapped', async () => {
      const face = await writing('手快点了好几下')
      await face.pressQuickly(t('send.submit'), 5)
      await face.sentCode()
      expect([face.keys().length, await arrived('手快点了')]).toEqual([1, 1])
    })

    test('when the answer is lost on its way: it is asked for again under the same key', async () => {
      const face = await writing('回话没有收到')
      await face.loseAnswer()
      await send(face)
      await face.sentCode()
      expect([face.keys().length, new Set(face.keys()).size, await arrived('回话没有')]).toEqual([2, 1, 1])
    })
  })

  test('a draft is there again after the phone has ended what was open, and goes as it was written', async () => {
    const text = '𠮷野家门口 👨‍👩‍👧 שלום עולם 路灯坏了'
    const face = await writing(text)
    await face.comeBack()
    expect(await face.typed(t('send.what'))).toBe(text)
    await send(face)
    expect((await kept(await face.sentCode())).text).toBe(text)
  })

  describe('while it is worked', () => {
    test('it is urged once a day, and then not offered', async () => {
      const { code } = await inHand(world.url, world.cast, resident(), '催一催看看')
      const face = await reading(code)
      await face.press(t('urge.action'))
      await face.reads(t('urge.done'))
      await face.reads(word('event', 'urged'))
      await expect.poll(() => face.offers(t('urge.action'))).toBe(false)
    })

    test('words are added, which whoever works it reads', async () => {
      const { code } = await inHand(world.url, world.cast, resident(), '补充一点情况')
      const face = await reading(code)
      await face.press(t('supplement.action'))
      await face.type(t('say.words'), '晚上八点以后最厉害')
      await face.press(t('say.send'))
      await face.reads(word('event', 'supplemented'))
      const { timeline } = await as(world.url, world.cast.handler).workOrders.get(code)
      expect(timeline.at(-1)).toMatchObject({ type: 'supplemented', text: '晚上八点以后最厉害' })
    })

    test('it is withdrawn after being asked once more, and nothing is offered any longer', async () => {
      const { code } = await sent(world.url, world.cast, resident(), '已经自己好了')
      const face = await reading(code)
      await face.press(t('withdraw.action'))
      await face.press(t('withdraw.confirm'))
      await face.reads(word('status', 'withdrawn'))
      for (const action of ['urge.action', 'supplement.action', 'withdraw.action'] as const)
        await expect.poll(() => face.offers(t(action))).toBe(false)
    })
  })

  test('another resident is told that there is no such appeal, as if it did not exist', async () => {
    const { code } = await sent(world.url, world.cast, resident(), '别人的诉求')
    const face = await reading(code, 1)
    await face.reads(t('NOT_FOUND'))
    expect(await face.text()).not.toContain('别人的诉求')
  })

  test('what only one face has is what the table of it says', async () => {
    const face = await writing('看看有什么')
    const shown = await face.text()
    expect(OWN.filter(({ words }) => shown.includes(words))).toEqual(OWN.filter(({ of }) => of === name))
  })
}
