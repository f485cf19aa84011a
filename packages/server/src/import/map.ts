import { APPEAL_KINDS, OUTCOMES, REFERENCE_SYSTEMS, SATISFACTIONS, SOLVED_ANSWERS } from '@civicgrid/contracts'
import { z } from 'zod'
import { ImportMistake } from './mistake.ts'

/** What a column can hold; any may be missing. */
const FIELDS = [
  'externalId',
  'receivedAt',
  'kind',
  'category',
  'text',
  'address',
  'area',
  'lng',
  'lat',
  'name',
  'phone',
  'reply',
  'repliedAt',
  'outcome',
  'rating',
  'solved',
] as const
export type Field = (typeof FIELDS)[number]

/** `map.json`: what an old system's file calls things. Everything has a default; an empty object is a map. */
export const importMap = z.strictObject({
  /** Names the system: external ids are unique within it. */
  source: z
    .string()
    .regex(/^[\w.-]{1,40}$/)
    .default('import'),
  /** Of a CSV file; told from the file itself where it is missing. */
  encoding: z.enum(['utf-8', 'gbk', 'gb18030']).optional(),
  /** Of an XLSX file; the first one where it is missing. */
  sheet: z.string().optional(),
  /** Field → heading of its column. Headings that are usual need not be named. */
  columns: z.partialRecord(z.enum(FIELDS), z.string().min(1)).default({}),
  /** In which the points are. */
  crs: z.enum(REFERENCE_SYSTEMS).default('WGS-84'),
  /** Words of the file → ours. The city's own names and words for its categories are known besides. */
  categories: z.record(z.string(), z.string()).default({}),
  kinds: z.record(z.string(), z.enum(APPEAL_KINDS)).default({}),
  outcomes: z.record(z.string(), z.enum(OUTCOMES)).default({}),
  ratings: z.record(z.string(), z.enum(SATISFACTIONS)).default({}),
  solved: z.record(z.string(), z.enum(SOLVED_ANSWERS)).default({}),
  /** For rows whose category is missing or unknown; without it they are refused. */
  defaultCategory: z.string().optional(),
  defaultKind: z.enum(APPEAL_KINDS).default('consult'),
  /** Code of the area for rows that say no place; the whole city where it is missing. */
  defaultArea: z.string().optional(),
  /** Texts of more than 4,000 characters. */
  tooLong: z.enum(['refuse', 'truncate']).default('refuse'),
})
export type ImportMap = z.infer<typeof importMap>

/** Headings that cities use; compared without blanks. */
const USUAL: Readonly<Record<Field, readonly string[]>> = {
  externalId: ['工单编号', '工单号', '诉求编号', '案件编号', '受理编号', '编号', 'externalId', 'id'],
  receivedAt: ['受理时间', '来电时间', '诉求时间', '登记时间', '上报时间', '创建时间', '接收时间', 'receivedAt'],
  kind: ['诉求类型', '诉求性质', '工单类型', '类型', 'kind'],
  category: ['诉求分类', '问题分类', '诉求类别', '案件类别', '事项分类', '分类', '类别', 'category'],
  text: ['诉求内容', '问题描述', '反映内容', '内容', '描述', 'text'],
  address: ['事发地址', '诉求地址', '地址', '地点', '位置', 'address'],
  area: ['所属镇街', '所属区域', '镇街', '街道', '区域', 'area'],
  lng: ['经度', 'lng', 'lon', 'longitude'],
  lat: ['纬度', 'lat', 'latitude'],
  name: ['诉求人', '联系人', '来电人', '姓名', 'name'],
  phone: ['联系电话', '来电号码', '手机号', '电话', 'phone'],
  reply: ['答复内容', '办理结果', '处理结果', '回复内容', '答复', 'reply'],
  repliedAt: ['答复时间', '办结时间', '回复时间', '处理时间', 'repliedAt'],
  outcome: ['办理情况', '结果类型', 'outcome'],
  rating: ['满意度', '评价', '满意情况', 'rating'],
  solved: ['是否解决', '解决情况', 'solved'],
}

const plain = (heading: string): string => heading.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()

/** Where each field stands in the file. @throws Error that names a column of the map that the file does not have */
export function columnsOf(headings: readonly string[], map: ImportMap): Partial<Record<Field, number>> {
  const known = headings.map(plain)
  const at = (heading: string): number => known.indexOf(plain(heading))
  const columns: Partial<Record<Field, number>> = {}
  for (const field of FIELDS) {
    const named = map.columns[field]
    const index = named === undefined ? USUAL[field].map(at).find((found) => found >= 0) : at(named)
    if (index === undefined) continue
    if (index < 0)
      throw new ImportMistake(`the file has no column "${named}" (for ${field}); it has: ${headings.join(', ')}`)
    columns[field] = index
  }
  if (Object.keys(columns).length === 0)
    throw new ImportMistake(`no column is known; the file has: ${headings.join(', ')}`)
  return columns
}
