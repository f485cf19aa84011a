/** What WeChat's own tools say of the built program before it is uploaded, and that what they make of it still runs. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { apiShapes, createNetwork, loadProgram, quickPhone } from '@civicgrid/miniapp-harness'
import { resident } from '@civicgrid/kit/locales/zh-CN/resident'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkAsWeChat } from '../../../tools/prepare-miniapp-check.ts'
import { prepareMiniapp } from '../../../tools/prepare-miniapp.ts'

const folder = mkdtempSync(join(tmpdir(), 'as-wechat-'))
const into = join(folder, 'compiled')
let dist: string
beforeAll(async () => {
  dist = await prepareMiniapp('haitang')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The built program with one of its JSON files changed. */
function withChanged(name: string, change: (config: Record<string, unknown>) => object): string {
  const copy = mkdtempSync(join(folder, 'copy-'))
  cpSync(dist, copy, { recursive: true })
  const file = join(copy, name)
  writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>)))
  return copy
}

test('WeChat’s compiler takes it, and none of its marks is missed', async () => {
  const checked = await checkAsWeChat(dist, into)
  if ('wrong' in checked) throw new Error(checked.wrong)
  expect(checked.marks.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['PACKAGE_SIZE_LIMIT', 'LAZYCODE_LOADING_OPEN', 'CONTAINS_OTHER_PKG_JS']),
  )
  expect(checked.marks.filter(({ success }) => !success)).toEqual([])
})

test('what it makes of the program, smaller, runs as the built one does', async () => {
  const network = createNetwork({ to: {} })
  network.online = false
  const phone = await quickPhone(loadProgram(into, apiShapes()), network)
  await phone.until(() => phone.has('button', resident['home.send']), 'home')
  expect(phone.state().faults).toEqual([])
  phone.kill()
})

test.each([
  ['a page that is not there', 'app.json', (app: Record<string, unknown>) => ({ ...app, pages: ['nowhere/index'] })],
  ['a setting of another kind', 'app.json', (app: Record<string, unknown>) => ({ ...app, lazyCodeLoading: 5 })],
  ['a page’s setting of another kind', 'home/index.json', () => ({ navigationBarTitleText: 7 })],
])('they find %s', async (_, name, change) => {
  const checked = await checkAsWeChat(withChanged(name, change), join(folder, 'refused'))
  expect(checked).toHaveProperty('wrong')
})
