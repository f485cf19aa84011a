import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ERRORS, type ErrorCode } from '@civicgrid/contracts/constants'
import { errors as english } from '@civicgrid/kit/locales/en/errors'
import { errors as chinese } from '@civicgrid/kit/locales/zh-CN/errors'
import type { Locale } from './nav.ts'

/** The book of errors: from the one list of codes, and from what a resident reads for each. */

const SOURCE = join(import.meta.dirname, '../../packages/contracts/src/kernel/errors.ts')

/** What to do, by the kind of answer: whoever wrote the request, whoever sits there, or nobody but time. */
const ADVICE: readonly { holds: (status: number, retryable: boolean) => boolean; en: string; zh: string }[] = [
  {
    holds: (status) => status === 0,
    en: 'Only a client sees it: no answer came. The SDK tries again by itself; a command keeps its idempotency key.',
    zh: '只在客户端出现：没有收到应答。SDK 会自动重试，命令保持同一个幂等键。',
  },
  {
    holds: (_, retryable) => retryable,
    en: 'Passes by itself. Send the same request again, with the same idempotency key, after `retryAfterMs`; the SDK does.',
    zh: '会自行恢复。按 `retryAfterMs` 等待后用同一个幂等键重发；SDK 会自动处理。',
  },
  {
    holds: (status) => status === 401,
    en: 'Nobody is signed in, or what was shown is over. Let the person sign in (or get another token), then ask again.',
    zh: '没有登录，或凭据已失效。请让使用者登录（或换新的令牌）后重试。',
  },
  {
    holds: (status) => status === 403,
    en: 'Not for this caller, or not without more. Asking again changes nothing; show the sentence.',
    zh: '调用者无权，或还需更多证明。重发没有用；把这句话显示给使用者。',
  },
  {
    holds: (status) => status === 409 || status === 410,
    en: 'The thing is not as the caller thought. Read it again and show what may be done now (`allowedActions`).',
    zh: '事项的状态已不同。请重新读取，并按 `allowedActions` 显示现在可以做什么。',
  },
  {
    holds: (status) => status === 426,
    en: 'This client is too old for the server. Update it.',
    zh: '客户端版本过旧，请升级。',
  },
  {
    holds: (status) => status >= 500,
    en: 'Ours to mend. Give `requestId` to the city; it is in the log.',
    zh: '由城市侧处理。请把 `requestId` 告诉城市，日志中可以查到。',
  },
  {
    holds: (status) => status === 429,
    en: 'Too often, or a quota is spent. Wait for `retryAfterMs`; earlier tries do not help.',
    zh: '次数过多或配额用完。请按 `retryAfterMs` 等待，提前重试没有用。',
  },
  {
    holds: () => true,
    en: 'The request itself is wrong. `fields` names where and why in a word; mend it and send it with a new key.',
    zh: '请求本身有误。`fields` 指出位置和原因；修正后用新的幂等键发送。',
  },
]

/** What an engineer wrote beside a code, and under which heading of the list it stands. */
function notesOf(source: string): Map<string, { group: string; note: string }> {
  const list = source.slice(source.indexOf('export const ERRORS = {'), source.indexOf('} as const satisfies'))
  const notes = new Map<string, { group: string; note: string }>()
  let group = ''
  let note = ''
  for (const line of list.split('\n').map((text) => text.trim())) {
    const said = /^\/\*\* (.*) \*\/$/.exec(line)?.[1]
    const heading = /^\/\/ (.*)$/.exec(line)?.[1]
    const code = /^([A-Z_]+):/.exec(line)?.[1]
    if (said !== undefined) note = said
    else if (heading !== undefined) group = heading
    else if (code !== undefined) {
      notes.set(code, { group, note })
      note = ''
    }
  }
  return notes
}

const WORDS = {
  en: {
    title: 'Error book',
    intro: [
      'Every answer that is not a success is one of these codes. They never change their meaning; new ones may come, and an',
      'older SDK reads one that it does not know as `INTERNAL`, with the server’s word on whether to try again. On the wire',
      'every route says the same: `code`, `status`, `requestId`, `retryable`, `retryAfterMs`, `fields`.',
    ],
    reads: 'A resident reads',
    status: 'Status',
    code: 'Code',
    again: 'Try again by itself',
    yes: 'yes',
    no: 'no',
    none: 'none: no answer came',
    contents: 'By their status',
  },
  zh: {
    title: '错误手册',
    intro: [
      '凡不成功的应答都是下面的某一个错误码。错误码的含义不会改变；可能新增，旧版 SDK 遇到不认识的会读作 `INTERNAL`，',
      '并保留服务端关于能否重试的说明。所有接口的错误格式相同：`code`、`status`、`requestId`、`retryable`、`retryAfterMs`、`fields`。',
    ],
    reads: '居民看到',
    status: '状态码',
    code: '错误码',
    again: '可自动重试',
    yes: '是',
    no: '否',
    none: '无：没有收到应答',
    contents: '按状态码',
  },
} as const

/** The book as Markdown, in one language; every code has its own address: `/docs/errors#rate-limited`. */
export function errorBook(locale: Locale): string {
  const words = WORDS[locale]
  const sentences = locale === 'zh' ? chinese : english
  const notes = notesOf(readFileSync(SOURCE, 'utf8'))
  const codes = Object.keys(ERRORS) as ErrorCode[]
  const anchor = (code: string) => code.toLowerCase().replaceAll('_', '-')
  const statuses = [...new Set(codes.map((code) => ERRORS[code].status))].toSorted((a, b) => a - b)
  const contents = statuses.map((status) => {
    const links = codes.filter((code) => ERRORS[code].status === status).map((code) => `[${code}](#${anchor(code)})`)
    return `| ${status || '—'} | ${links.join(' ')} |`
  })
  const entries = codes.flatMap((code) => {
    const { status, retryable } = ERRORS[code]
    const advice = ADVICE.find(({ holds }) => holds(status, retryable))
    const note = locale === 'en' ? notes.get(code)?.note : undefined
    return [
      `### ${code} {#${anchor(code)}}`,
      '',
      ...(note ? [note, ''] : []),
      `- ${words.status}: ${status || words.none}`,
      `- ${words.again}: ${retryable ? words.yes : words.no}`,
      `- ${words.reads}: ${locale === 'zh' ? `「${sentences[code]}」` : `“${sentences[code]}”`}`,
      '',
      advice?.[locale] ?? '',
      '',
    ]
  })
  const head = [`# ${words.title}`, '', ...words.intro, '', `## ${words.contents}`, '']
  return [...head, `| ${words.status} | ${words.code} |`, '| --- | --- |', ...contents, '', ...entries].join('\n')
}
