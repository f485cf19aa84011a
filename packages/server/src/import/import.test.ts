import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { world, type World } from '../../test/appeals.ts'
import { dialect } from '../../test/harness.ts'
import { fileOf, run } from '../../test/imports.ts'
import { importAppeals } from './import.ts'
import { importMap } from './map.ts'

const find = (w: World, externalId: string) =>
  w.db.read.get<{
    code: string
    status: string
    text: string
    areaPath: string
    submittedAt: number
    lng: number | null
  }>(
    'SELECT "code", "status", "text", "areaPath", "submittedAt", "lng" FROM "Appeal" WHERE "externalId" = ?',
    externalId,
  )

const HEAD = '工单编号,受理时间,诉求类型,诉求分类,诉求内容,地址,经度,纬度,联系人,联系电话,答复内容,答复时间,满意度\n'

test('a row goes as far round the loop as it says, each step at its own past time', async () => {
  const w = await world()
  const report = await run(
    w,
    await fileOf(
      `${HEAD}A1,2026-02-03 09:00,投诉,市政设施/路灯不亮,"路灯坏了,三天了",e1 3号楼,121.015,31.005,李明,19900000001,已换灯泡,2026-02-04 10:00,满意\n` +
        'A2,2026/2/3 9:30,求助,pipe,水管漏水,,,,,,已派人,2026-02-03 12:00,\n' +
        'A3,20260203100000,咨询,house,问一下,,,,,,,,\n',
    ),
  )
  expect(report).toMatchObject({ rows: 3, taken: 3, continued: 0, known: 0, refused: [], stopped: false })
  expect(await find(w, 'import:A1')).toMatchObject({
    status: 'rated',
    text: '路灯坏了,三天了',
    areaPath: '/tiny/east/eastern/e1',
    submittedAt: Date.UTC(2026, 1, 3, 1),
  })
  expect((await find(w, 'import:A2'))?.status).toBe('answered')
  expect(await find(w, 'import:A3')).toMatchObject({ status: 'submitted', areaPath: '/tiny' })
  const operator = await w.staff('operator')
  const order = await w.as(operator).workOrders.get({ code: (await find(w, 'import:A1'))?.code ?? '' })
  expect(order).toMatchObject({
    channel: 'import',
    hasContact: true,
    reply: { text: '已换灯泡', at: '2026-02-04T02:00:00.000Z' },
    rating: { satisfaction: 'satisfied', solved: 'solved' },
  })
  expect(await w.findings(order.code)).toEqual([])
  expect((await w.as(operator).workOrders.search({ words: '三天' })).items).toHaveLength(1)
  await w.close()
})

test('the same file again takes nothing twice; a newer one continues what has got a reply', async () => {
  const w = await world()
  const first = await fileOf(
    `${HEAD}B1,2026-02-03 09:00,,lamp,灯坏了,,,,,,,,\nB2,2026-02-03 09:00,,lamp,灯又坏了,,,,,,,,\nB1,2026-02-03 09:00,,lamp,灯坏了,,,,,,,,\n`,
  )
  expect(await run(w, first)).toMatchObject({ taken: 2, known: 1 })
  expect(await run(w, first)).toMatchObject({ taken: 0, known: 3, refused: [] })
  const newer = await fileOf(`${HEAD}B1,2026-02-03 09:00,,lamp,灯坏了,,,,,,修好了,2026-02-05 09:00,非常满意\n`)
  expect(await run(w, newer)).toMatchObject({ taken: 0, continued: 1 })
  expect((await find(w, 'import:B1'))?.status).toBe('rated')
  // With neither id nor time a row is known by what it says, whenever it is read.
  const bare = await fileOf('类别,内容\nlamp,无编号的灯坏了\n')
  expect(await run(w, bare)).toMatchObject({ taken: 1 })
  w.kernel.clock.advance(86_400_000)
  expect(await run(w, bare)).toMatchObject({ taken: 0, known: 1 })
  // Another system may use the same numbers.
  expect(await run(w, first, { source: 'other' })).toMatchObject({ taken: 2 })
  await w.close()
})

test('each row that is refused is named with its line and a reason; the others are taken', async () => {
  const w = await world()
  const far = '2099-01-01'
  const report = await run(
    w,
    await fileOf(
      `${HEAD}C1,2026-02-03,,龙的传说,有龙,,,,,,,,\nC2,昨天,,lamp,灯坏了,,,,,,,,\nC3,${far},,lamp,灯坏了,,,,,,,,\nC4,2026-02-03,,lamp,灯坏了,,100,20,,,,,\n` +
        `C5,2026-02-03,,lamp,${'长'.repeat(50_000)},,,,,,,,\nC6,,,,,,,,,,,,\nC7,2026-02-03,奇怪,lamp,灯坏了,,0,0,,电话不详,,,\n`,
    ),
  )
  expect(report.refused.map(({ line, externalId, reason }) => [line, externalId, reason])).toEqual([
    [2, 'C1', 'UNKNOWN_CATEGORY'],
    [3, 'C2', 'UNREADABLE_DATE'],
    [4, 'C3', 'DATE_IN_FUTURE'],
    [5, 'C4', 'PLACE_OUTSIDE_CITY'],
    [6, 'C5', 'TEXT_TOO_LONG'],
    [7, 'C6', 'UNKNOWN_CATEGORY'],
  ])
  expect(report).toMatchObject({ taken: 1, unreadablePhones: 1, unmapped: { kind: [{ words: '奇怪', rows: 1 }] } })
  expect(report.unmapped.category).toContainEqual({ words: '龙的传说', rows: 1 })
  await w.close()
})

test('the map says what a file calls things, and cuts long texts when it says so', async () => {
  const w = await world()
  const map = {
    source: 'old',
    columns: { externalId: 'No', text: 'Said', category: 'Sort', receivedAt: 'When' },
    categories: { 灯具: 'lamp' },
    defaultCategory: 'pipe',
    tooLong: 'truncate',
    crs: 'GCJ-02',
  }
  const file = await fileOf(
    `No;When;Sort;Said;lng;lat\n1;2026-02-03;灯具;${'长'.repeat(50_000)};121.01951;31.0072\n2;2026-02-03;不知道;水;;\n`,
  )
  expect(await run(w, file, map)).toMatchObject({ taken: 2, unmapped: { category: [{ words: '不知道', rows: 1 }] } })
  const cut = await find(w, 'old:1')
  expect(cut?.text).toHaveLength(4000)
  expect(cut?.text.endsWith('…')).toBe(true)
  expect(cut?.lng).toBeCloseTo(121.015, 3)
  await expect(run(w, file, { columns: { text: '没有这一列' } })).rejects.toThrow('没有这一列')
  await expect(run(w, file, { categories: { 灯具: 'lantern' } })).rejects.toThrow('lantern')
  await w.close()
})

/** 「编号,内容,分类」, 「G1,路灯坏了,lamp」 in GBK, as an old Windows wrote it. */
const GBK = Buffer.from('b1e0bac52cc4dac8dd2cb7d6c0e00d0a47312cc2b7b5c6bbb5c1cb2c6c616d700d0a', 'hex')

test('a GBK file is told from its bytes; one of neither is not taken in as nonsense', async () => {
  const w = await world()
  expect(await run(w, await fileOf(GBK))).toMatchObject({ taken: 1 })
  expect((await find(w, 'import:G1'))?.text).toBe('路灯坏了')
  const broken = await fileOf(
    Buffer.concat([
      GBK.subarray(0, 16),
      Buffer.from('G2,', 'latin1'),
      Buffer.from([0xff, 0xff, 0xff, 0x2c]),
      Buffer.from('lamp\n'),
    ]),
  )
  expect((await run(w, broken, { encoding: 'gbk' })).refused).toMatchObject([{ reason: 'UNREADABLE_TEXT', words: '' }])
  await w.close()
})

const xml = (body: string) => strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${body}`)

function workbook(rows: string, shared: string[]): Uint8Array {
  return zipSync({
    'xl/workbook.xml': xml(
      '<workbook xmlns:r="r"><workbookPr/><sheets><sheet name="说明" r:id="rId9"/><sheet name="工单" r:id="rId1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': xml(
      '<Relationships><Relationship Id="rId9" Target="worksheets/sheet2.xml"/><Relationship Id="rId1" Target="/xl/worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/sharedStrings.xml': xml(`<sst>${shared.map((text) => `<si>${text}</si>`).join('')}</sst>`),
    'xl/worksheets/sheet2.xml': xml('<worksheet><sheetData/></worksheet>'),
    'xl/worksheets/sheet1.xml': xml(`<worksheet><sheetData>${rows}</sheetData></worksheet>`),
  })
}

test('an XLSX is read as Excel writes it: shared and rich texts, dates as days, numbers as numbers, holes', async () => {
  const w = await world()
  const shared = [
    '<t>编号</t>',
    '<t>受理时间</t>',
    '<t>内容</t>',
    '<t>分类</t>',
    '<t>联系电话</t>',
    '<r><t>路灯</t></r><r><t xml:space="preserve">不亮 &amp; 很黑</t></r><rPh sb="0" eb="2"><t>らいと</t></rPh>',
    '<t>lamp</t>',
  ]
  const file = await fileOf(
    workbook(
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="F1" t="s"><v>4</v></c></row>' +
        '<row r="2"><c r="A2"><v>1001</v></c><c r="B2" s="1"><v>45352.378472222219</v></c><c r="C2" t="s"><v>5</v></c><c r="D2" t="s"><v>6</v></c><c r="F2"><v>1.9900000001E10</v></c></row>' +
        '<row r="3"/><row r="5"><c r="A5" t="inlineStr"><is><t>X2</t></is></c><c r="C5" t="str"><v>没有时间</v></c><c r="D5" t="s"><v>6</v></c></row>',
      shared,
    ),
    'xlsx',
  )
  expect(await run(w, file, { sheet: '工单' })).toMatchObject({ rows: 2, taken: 2, refused: [] })
  expect(await find(w, 'import:1001')).toMatchObject({
    text: '路灯不亮 & 很黑',
    submittedAt: Date.UTC(2024, 2, 1, 1, 5),
  })
  expect((await find(w, 'import:X2'))?.submittedAt).toBe(w.kernel.clock.now())
  await expect(run(w, file, { sheet: '没有' })).rejects.toThrow('说明, 工单')
  await w.close()
})

test('an import that is stopped goes on where it was, and takes every row once', async () => {
  const w = await world()
  const rows = Array.from(
    { length: 300 },
    (_, i) => `S${i},2026-02-03,,lamp,第${i}盏灯坏了,,,,,,修好了,2026-02-04,满意\n`,
  ).join('')
  const file = await fileOf(HEAD + rows)
  const stopping = new AbortController()
  const first = importAppeals({
    kernel: w.kernel,
    city: w.city,
    file,
    map: importMap.parse({}),
    signal: stopping.signal,
    onProgress: () => {},
  })
  setTimeout(() => stopping.abort(), 60)
  const stopped = await first
  expect(stopped.stopped).toBe(true)
  const second = await run(w, file)
  expect(second.taken + second.known + second.continued).toBe(300)
  expect(stopped.taken + second.taken).toBe(300)
  expect(
    await w.db.read.get(
      'SELECT count(*) AS "n", sum(CASE WHEN "status" = \'rated\' THEN 1 ELSE 0 END) AS "rated" FROM "Appeal"',
    ),
  ).toMatchObject({ n: 300 })
  await w.close()
})

/** PostgreSQL does the same by other means; a tenth of it shows that, in a tenth of the time. */
const MANY = dialect === 'sqlite' ? 10_000 : 1_000

test('ten thousand rows at once are taken, and are found afterwards', async () => {
  const w = await world()
  const rows = Array.from(
    { length: MANY },
    (_, i) =>
      `T${i},2026-01-${String(1 + (i % 28)).padStart(2, '0')} 08:${String(i % 60).padStart(2, '0')},投诉,lamp,第${i}号灯杆不亮,,121.01${i % 10},31.00${i % 9},,,,,\n`,
  ).join('')
  const report = await run(w, await fileOf(HEAD + rows))
  expect(report).toMatchObject({ rows: MANY, taken: MANY, refused: [] })
  const operator = await w.staff('operator')
  expect((await w.as(operator).workOrders.search({ words: '999' })).items).toHaveLength(1)
  expect(await w.as(operator).workOrders.counts()).toContainEqual({ queue: 'toAccept', count: MANY })
  await w.close()
}, 240_000)
