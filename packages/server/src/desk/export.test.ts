import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf, EXPORT_COLUMNS, type ResidentActor, type StaffActor } from '@civicgrid/contracts'
import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import { APPEAL_THINGS, world, type World } from '../../test/appeals.ts'
import { readEvents, verifyThing } from '../kernel/index.ts'
import { EXPORT_THING, EXPORTS_PATH } from './index.ts'
import { xlsxFile } from './xlsx.ts'

const AT = { lng: 121.0151, lat: 31.0052 }
const EVIL = '=HYPERLINK("http://x.test","点我")\n第二行,"引号" <b>&amp;</b> 😀𠮷'

let w: World
let li: ResidentActor
let operator: StaffActor
let other: StaffActor

beforeAll(async () => {
  w = await world()
  li = await w.resident()
  operator = await w.staff('operator')
  other = await w.staff('operator')
  for (const text of ['路灯不亮', EVIL])
    await w.as(li).appeals.submit({ kind: 'complain', category: 'pipe', text, place: { point: AT, address: '+86号' } })
})
afterAll(() => w.close())

const WORDS = {
  columns: { code: '编号', text: '反映的内容' },
  status: { submitted: '待受理' },
  kind: {},
  channel: {},
  overdue: '超时',
}
const ask = (format: 'csv' | 'xlsx', who = operator) =>
  w.as(who).desk.exportList({ queue: 'all', sort: 'oldest', format, words: WORDS })
const tokenOf = ({ url }: { url: string }) => url.slice(EXPORTS_PATH.length)

async function bytesOf(url: { url: string }): Promise<Uint8Array> {
  const { bytes } = await w.desk.openExport(operator, tokenOf(url))
  const parts: Uint8Array[] = []
  for await (const part of bytes) parts.push(part)
  return Buffer.concat(parts)
}

/** What the log says of the export that was asked for last. */
async function logged() {
  const row = await w.db.read.get<{ id: number }>('SELECT max("id") AS "id" FROM "DeskExport"')
  const id = row?.id ?? 0
  expect(await verifyThing(w.db.read, APPEAL_THINGS, EXPORT_THING, id)).toEqual([])
  return readEvents(w.db.read, EXPORT_THING, id)
}

test('a CSV file holds every row with the whole text, computes nothing, and says on each row who took it', async () => {
  const text = Buffer.from(await bytesOf(await ask('csv'))).toString()
  const rows: string[][] = parse(text, { bom: true })
  expect(rows[0]?.slice(0, 2)).toEqual(['编号', 'status'])
  const column = (name: (typeof EXPORT_COLUMNS)[number]) =>
    rows.slice(1).map((row) => row[EXPORT_COLUMNS.indexOf(name)])
  expect(column('text')).toEqual(['路灯不亮', `'${EVIL}`])
  expect(column('place')).toEqual(["'+86号", "'+86号"])
  expect(column('status')).toEqual(['待受理', '待受理'])
  for (const by of column('exportedBy')) expect(by).toMatch(/^operator \d{4}-\d\d-\d\d \d\d:\d\d$/)
  expect(text).not.toMatch(/李明|123\d{8}/)
})

test('an XLSX file is a workbook whose cells are all texts', async () => {
  const files = unzipSync(await bytesOf(await ask('xlsx')))
  expect(Object.keys(files).toSorted()).toEqual(
    [
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
    ].toSorted(),
  )
  const sheet = strFromU8(files['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
  expect(sheet.match(/<row /g)).toHaveLength(3)
  expect(sheet).not.toContain('<f>')
  expect(sheet).toContain(`'=HYPERLINK("http://x.test","点我")\n第二行,"引号" &lt;b&gt;&amp;amp;&lt;/b&gt; 😀𠮷`)
})

test('who asked for which list, who fetched it and how many rows left stands in the log, in order', async () => {
  const url = await ask('csv')
  expect((await logged()).map(({ type }) => type)).toEqual(['exportAsked'])
  await bytesOf(url)
  const events = await logged()
  expect(events.map(({ type, actor, data }) => [type, actor.id, data])).toMatchObject([
    ['exportAsked', operator.id, { format: 'csv', list: { queue: 'all', sort: 'oldest' } }],
    ['exportFetched', operator.id, {}],
    ['exportEnded', operator.id, { rows: 2, whole: true }],
  ])
})

test('a download that is broken off is written down as such', async () => {
  const { bytes } = await w.desk.openExport(operator, tokenOf(await ask('csv')))
  await bytes.next()
  await bytes.next()
  await bytes.return(undefined)
  expect((await logged()).at(-1)).toMatchObject({ type: 'exportEnded', data: { rows: 0, whole: false } })
})

test('an address opens for its own person, once, and for five minutes', async () => {
  const url = await ask('csv')
  const open = (who: StaffActor | ResidentActor) => w.desk.openExport(who, tokenOf(url))
  await expect(open(other)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(open(li)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  await bytesOf(url)
  await expect(open(operator)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const late = await ask('csv')
  w.kernel.clock.advance(5 * 60_000)
  await expect(w.desk.openExport(operator, tokenOf(late))).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('a file is written page by page: what is not read is not made', async () => {
  let made = 0
  async function* pages(): AsyncGenerator<string[][]> {
    for (; made < 1_000; made++) yield Array.from({ length: 500 }, (_, i) => [`${made} ${i} ${Math.random()}`, '='])
  }
  const file = xlsxFile(pages())
  let bytes = 0
  while (bytes < 200_000) bytes += (await file.next()).value?.length ?? 0
  await file.return(undefined)
  expect(made).toBeLessThan(100)
})

test('a list that is narrowed by kind, channel and days is taken as narrowed, and the log says how', async () => {
  await w
    .as(operator)
    .workOrders.register({ kind: 'help', category: 'pipe', text: '电话里说的', place: { point: AT, address: '北门' } })
  const from = dayOf(w.kernel.clock.now(), w.city.calendar.utcOffsetMinutes)
  const list = { queue: 'all', kind: 'help', channel: 'phone', from } as const
  const asked = await w.as(operator).desk.exportList({ ...list, format: 'csv', words: WORDS })
  const rows: string[][] = parse(Buffer.from(await bytesOf(asked)).toString(), { bom: true })
  expect(rows.slice(1).map((row) => row[EXPORT_COLUMNS.indexOf('text')])).toEqual(['电话里说的'])
  expect((await logged())[0]?.data).toMatchObject({ list })
})
