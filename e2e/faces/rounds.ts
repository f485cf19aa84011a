/** A result that is none, and two who act at once; on every face. */
import { expect, test } from 'vitest'
import { answered, inHand, passed, taken } from '../appeals/behind.ts'
import { as } from '../support/cast.ts'
import { t, word } from '../support/words.ts'
import type { Hands } from './hands.ts'

const SOON = { timeout: 20_000 }

export function roundJourneys({ world, resident, reading, choose }: Hands): void {
  test('not solved, it is worked once more, passed by another reviewer, and rated again', async () => {
    const { url, cast } = world
    const { code } = await answered(url, cast, resident(), '亭子的顶漏雨')
    const kept = () => as(url, resident()).progress.get(code)
    const face = await reading(code)
    await face.press(t('rate.action'))
    await choose(face, 'notSolved', 'dissatisfied')
    // It could be asked for before, too: whoever asks now has seen that the rating is there.
    await face.reads(word('event', 'rated'))
    await face.press(t('rehandle.action'))
    await face.type(t('say.words'), '东北角还在漏')
    await face.press(t('rehandle.title'))
    await face.reads(t('appeal.round', { n: 2 }))
    await face.reads('东北角还在漏')
    const { version, rating } = await kept()
    expect(rating).toBeNull()
    await passed(url, cast, await taken(url, cast, { code, version }), '东北角也补好了', 1)
    await face.open({ appeal: code })
    await face.reads('东北角也补好了')
    await face.press(t('rate.action'))
    await choose(face, 'solved', 'verySatisfied')
    const rated = { round: 2, rating: { solved: 'solved', satisfaction: 'verySatisfied' } }
    await expect.poll(kept, SOON).toMatchObject(rated)
  })

  test('when a colleague was quicker the page says so and shows it, and what was typed goes with the next tap', async () => {
    const { url, cast } = world
    const { code, version } = await inHand(url, cast, resident(), '同一时间两头动手')
    const face = await reading(code)
    await face.press(t('supplement.action'))
    await face.type(t('say.words'), '门口也有一处')
    await face.looksAway()
    const handler = as(url, cast.handler).workOrders
    await handler.contact({ code, expectedVersion: version, result: 'reached', means: 'phone' })
    await face.press(t('say.send'))
    await face.reads(t('VERSION_CONFLICT'))
    expect(await face.typed(t('say.words'))).toBe('门口也有一处')
    await face.reads(t('entry.callReached', { clock: '' }))
    await face.press(t('say.send'))
    await face.reads(word('event', 'supplemented'))
    const { timeline } = await handler.get(code)
    const said = timeline.filter(({ type }) => type === 'supplemented').map(({ text }) => text)
    expect(said).toEqual(['门口也有一处'])
  })
}
