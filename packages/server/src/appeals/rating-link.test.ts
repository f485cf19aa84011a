import { afterAll, beforeAll, expect, test } from 'vitest'
import { boardWorld, GUEST, refused, type Board } from '../../test/board.ts'
import { openLink, sealLink } from './appeals.links.ts'

let b: Board
beforeAll(async () => {
  b = await boardWorld()
})
afterAll(() => b.w.close())

test('a link rates one appeal once, without an account, until its day and its round are over', async () => {
  const at = await b.answered({ rated: false })
  const token = (await b.w.appeals.ratingLink(at.code))?.slice('/rate/'.length) ?? ''
  const shown = await b.by(GUEST).ratings.linked({ token })
  expect(shown).toMatchObject({ category: { code: 'lamp' }, rated: false, outcome: 'explained' })
  expect(JSON.stringify(shown)).not.toMatch(new RegExp(`${at.code}|路灯不亮了，请`))
  const word = { token, satisfaction: 'satisfied' as const, solved: 'solved' as const, text: '谢谢' }
  const first = await b.w.as(GUEST, 'link-key-0000001').ratings.rateLinked(word)
  expect(await b.w.as(GUEST, 'link-key-0000001').ratings.rateLinked(word)).toEqual(first)
  await expect(b.by(GUEST).ratings.rateLinked(word)).rejects.toMatchObject(refused('WRONG_STATE'))
  expect((await b.by(GUEST).ratings.linked({ token }))?.rated).toBe(true)
  const { rating, timeline } = await b.by(b.li).progress.get({ code: at.code })
  expect([rating?.text, timeline.at(-1)?.actorRole]).toEqual(['谢谢', 'resident'])
  await b
    .by(b.li)
    .appeals.rehandle({ code: at.code, expectedVersion: timeline.at(-1)?.seq ?? 0, text: '又坏了', photos: [] })
    .catch(() => {})

  const later = await b.answered({ rated: false })
  const late = (await b.w.appeals.ratingLink(later.code))?.slice('/rate/'.length) ?? ''
  const made = openLink(b.w.db.keys, late)
  const over = sealLink(b.w.db.keys, b.w.kernel.random, {
    appealId: made?.appealId ?? 0,
    round: 1,
    expiresAt: b.w.kernel.clock.now() - 1,
  })
  expect(await b.by(GUEST).ratings.linked({ token: over })).toBeNull()
  const flipped = `${late.slice(0, 20)}${late[20] === 'A' ? 'B' : 'A'}${late.slice(21)}`
  for (const token of [flipped, late.slice(0, 19), '不是链接'])
    expect(await b.by(GUEST).ratings.linked({ token })).toBeNull()
  await expect(b.by(GUEST).ratings.rateLinked({ ...word, token: flipped })).rejects.toMatchObject(refused('NOT_FOUND'))
  await expect(b.by(GUEST).ratings.rateLinked({ ...word, token: over })).rejects.toMatchObject(refused('LINK_EXPIRED'))
  await b.by(b.li).appeals.rehandle({ ...later, text: '还是不亮', photos: [] })
  expect(await b.by(GUEST).ratings.linked({ token: late })).toBeNull()
  await expect(b.by(GUEST).ratings.rateLinked({ ...word, token: late })).rejects.toMatchObject(refused('LINK_EXPIRED'))
})
