/**
 * What a resident does with an appeal, written once and run on every face: sent whole and once, followed, answered, rated. What
 * staff does in between goes through the SDK; how it looks and what only one face has is tried with that face.
 */
import { describe, expect, test } from 'vitest'
import { countOf, inHand, passed, sent, taken, withPhoto } from '../appeals/behind.ts'
import { as, city } from '../support/cast.ts'
import { local, t, word } from '../support/words.ts'
import type { Face, ResidentFace } from './face.ts'
import { handsOf, type Take, type World } from './hands.ts'
import { neighbourJourneys } from './neighbours.ts'
import { OWN } from './own.ts'
import { roundJourneys } from './rounds.ts'

export function residentJourneys(name: Face, world: World, take: Take): void {
  const hands = handsOf(world, take)
  const { resident, reading, writing, choose } = hands
  const send = (face: ResidentFace) => face.press(t('send.submit'))
  const arrived = (text: string) => countOf(world.url, resident(), text)
  const kept = (code: string) => as(world.url, resident()).progress.get(code)

  // First: as long as nobody has sent anything else from there, one alone is near.
  neighbourJourneys(hands)

  test('from the first word to a rated result', async () => {
    const { url, cast } = world
    const face = await writing('路口的护栏倒了一截', { leaf: withPhoto() })
    await send(face)
    await face.reads(t('form.photoNeeded'))
    expect(face.keys()).toEqual([])
    await face.addPhoto()
    await send(face)
    const code = await face.sentCode()
    const { photos, text } = await kept(code)
    expect([photos.length, text]).toEqual([1, '路口的护栏倒了一截'])

    const inHand = await taken(url, cast, await as(url, cast.operator).workOrders.accept({ code, expectedVersion: 1 }))
    await face.open({ appeal: code })
    await face.reads(word('status', 'inProgress'))
    await passed(url, cast, inHand, '护栏已经扶正')
    await face.open({ appeal: code })
    await face.reads('护栏已经扶正')
    await face.press(t('rate.action'))
    await face.press(t('rate.submit'))
    await face.reads(t('rate.chooseBoth'))
    await choose(face, 'solved', 'satisfied')
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

  roundJourneys(hands)

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

  test('a place is found by its name, and whoever works it reads where it is', async () => {
    const { url, cast } = world
    const place = city.city.places.find(({ code }) => code !== cast.place.code)
    if (!place) throw new Error('the city has one place only')
    const face = await writing('按地名找到的地方', { place })
    await send(face)
    const order = await as(url, cast.operator).workOrders.get(await face.sentCode())
    expect(order.place).toBe(local(place.name))
    expect(order.point).toMatchObject({ lng: place.lng, lat: place.lat })
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
