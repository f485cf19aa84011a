/** What somebody else has sent: joined instead of sent anew, answered for oneself; and found by a code. On every face. */
import { groupCode } from '@civicgrid/kit'
import { expect, test } from 'vitest'
import { countOf, inHand, sent, withoutPhoto } from '../appeals/behind.ts'
import { as } from '../support/cast.ts'
import { local, t, word } from '../support/words.ts'
import type { Hands } from './hands.ts'

const SOON = { timeout: 20_000 }

export function neighbourJourneys({ world, resident, held, writing }: Hands): void {
  test('a neighbour joins what is there instead of sending it, is asked once it has a result, and answers', async () => {
    const { url, cast } = world
    const { lng, lat } = cast.place
    // Of a category that no other journey sends: it alone is near.
    const leaf = withoutPhoto(1)
    const { code } = await sent(url, cast, resident(), '五单元302窗下一直没有人管', {
      leaf,
      kind: 'complain',
    })
    const neighbour = as(url, resident(1))
    const point = { lng, lat, crs: 'WGS-84' } as const
    // What is like it is found once a reader of the log has seen it.
    await expect
      .poll(() => neighbour.appeals.similar({ text: '一直没有人管', category: leaf.code, point }), SOON)
      .not.toEqual([])
    const face = await writing('我们这里也一直没有人管', { leaf, nth: 1 })
    await face.reads(t('similar.title'))
    for (const secret of ['302', code]) expect(await face.text()).not.toContain(secret)
    await face.press(t('similar.join'))
    await face.reads(t('similar.joinedHint'))
    await face.reads(t('similar.count', { n: 1 }))
    await face.press(t('similar.drop'))
    await expect.poll(() => face.typed(t('send.what')), SOON).toBe('')
    expect([face.keys(), await countOf(url, resident(1), '我们这里也一直')]).toEqual([[], 0])

    const { items } = await neighbour.appeals.joined().page()
    const joined = items.find(({ category }) => category.code === leaf.code)?.ref ?? ''
    const operator = as(url, cast.operator).workOrders
    const { version } = await operator.get(code)
    await operator.answer({ code, expectedVersion: version, outcome: 'explained', text: '下周更换' })
    const asked = t('joined.result', { category: local(leaf.name) })
    await face.open('mine')
    await face.reads(asked)
    await face.open({ joined })
    await face.reads(t('joined.asks'))
    // What was answered to somebody else is not theirs to read.
    expect(await face.text()).not.toContain('下周更换')
    await face.press(word('solvedAnswer', 'notSolved'))
    await face.reads(t('joined.thanks'))
    await face.reads(t('joined.notSolved'))
    const { timeline } = await operator.get(code)
    expect(timeline.at(-1)).toMatchObject({ type: 'joinerAnswered', facts: { solved: 'notSolved' }, actorName: null })
  })

  test('a guest finds out by a code and the end of the number; a slip of the finger before anybody is asked', async () => {
    const { url, cast } = world
    const { code } = await inHand(url, cast, resident(), '凭编号查进度')
    const me = await as(url, resident()).identity.me()
    const tail = ('phone' in me ? me.phone : null)?.slice(-4) ?? ''
    const face = await held()
    await face.open('look')
    const find = async (label: string, typed: string) => {
      await face.type(label, typed)
      await face.press(t('look.find'))
    }
    await find(t('look.code'), code.slice(0, 11))
    await face.reads(t('look.short', { n: 2 }))
    await find(t('look.code'), `${code.slice(0, 11)}${code[11] === '2' ? '3' : '2'}${code[12] ?? ''}`)
    await face.reads(t('look.bad'))
    await find(t('look.code'), groupCode(code).toLowerCase())
    await face.reads(t('look.tailNeeded'))
    expect(face.asked('progress.lookUp')).toBe(0)
    await find(t('look.tail'), tail === '0000' ? '1111' : '0000')
    await face.reads(t('look.none'))
    await find(t('look.tail'), tail)
    await face.reads(word('status', 'inProgress'))
    expect(await face.text()).not.toContain('凭编号查进度')
  })
}
