import { createHash } from 'node:crypto'
import type { OpenApi, OpenApiOperation } from './openapi.parts.ts'
import { fieldsOf, html, typeOf } from './page.schema.ts'
import { STYLE } from './page.style.ts'

/** The document as a page to read: no script, and nothing from elsewhere. */

/** What our page may load: its own style, word for word. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

type Locale = 'zh-CN' | 'en'
const WORDS = {
  'zh-CN': {
    title: 'HTTP 接口文档',
    document: 'OpenAPI 3.1 文档',
    other: 'English',
    scope: '权限',
    open: '无需令牌',
    parameters: '参数',
    body: '请求体',
    answer: '返回',
    errors: '可能的错误码',
    name: '名称',
    type: '类型',
    says: '说明',
    must: '必填',
    example: '示例',
    schemas: '数据结构',
    intro:
      '时间为 ISO 8601(UTC),坐标经度在前,出错时返回 application/problem+json。返回内容只会增加:请忽略不认识的字段和取值。',
    tags: { city: '城市', appeals: '诉求', files: '文件', partners: '伙伴服务器' },
  },
  en: {
    title: 'HTTP interface',
    document: 'OpenAPI 3.1 document',
    other: '中文',
    scope: 'Scope',
    open: 'takes no token',
    parameters: 'Parameters',
    body: 'Body',
    answer: 'Answer',
    errors: 'May refuse with',
    name: 'Name',
    type: 'Type',
    says: 'What it says',
    must: 'required',
    example: 'Example',
    schemas: 'Data',
    intro:
      'Instants are ISO 8601 in UTC, points longitude first, errors application/problem+json. What is answered only grows: read past fields and values that you do not know.',
    tags: { city: 'City', appeals: 'Appeals', files: 'Files', partners: 'Partners’ servers' },
  },
} as const
type Words = (typeof WORDS)[Locale]

const table = (words: Words, rows: readonly { name: string; type: string; must: boolean; says: string }[]): string =>
  rows.length === 0
    ? ''
    : `<table><thead><tr><th scope="col">${words.name}</th><th scope="col">${words.type}</th><th scope="col">${words.says}</th></tr></thead><tbody>${rows
        .map(
          ({ name, type, must, says }) =>
            `<tr><td><code>${html(name)}</code>${must ? ` <em>${words.must}</em>` : ''}</td><td>${type}</td><td>${html(says)}</td></tr>`,
        )
        .join('')}</tbody></table>`

/** The request of an example as somebody would type it. */
function curlOf(api: OpenApi, method: string, path: string, operation: OpenApiOperation): string {
  const query = (operation.parameters ?? []).flatMap(({ in: where, name, example }) =>
    where === 'query' && example !== undefined ? [`${name}=${encodeURIComponent(String(example))}`] : [],
  )
  const at = `${api.servers[0]?.url ?? ''}${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => `$${name.toUpperCase()}`)}`
  const sent = operation.requestBody?.content['application/json']?.example
  return [
    `curl ${method === 'get' ? '' : `-X ${method.toUpperCase()} `}"https://12345.example.cn${at}${query.length > 0 ? `?${query.join('&')}` : ''}"`,
    ...(operation.security.length > 0 ? ['  -H "authorization: Bearer $TOKEN"'] : []),
    ...(operation.parameters?.some(({ in: where }) => where === 'header')
      ? ['  -H "idempotency-key: $(uuidgen)"']
      : []),
    ...(sent === undefined
      ? []
      : [`  -H "content-type: application/json"`, `  -d '${JSON.stringify(sent).replaceAll("'", "'\\''")}'`]),
    ...(operation.requestBody?.content['multipart/form-data'] ? ['  -F "file=@photo.jpg"'] : []),
  ].join(' \\\n')
}

function section(api: OpenApi, locale: Locale, method: string, path: string, operation: OpenApiOperation): string {
  const words = WORDS[locale]
  const [title, about] =
    locale === 'en'
      ? [operation.summary, operation.description]
      : [operation['x-title-zh-CN'], operation['x-about-zh-CN']]
  const scopes = operation.security.flatMap((one) => Object.values(one).flat())
  const parameters = (operation.parameters ?? []).map(({ name, in: where, required, schema, description }) => ({
    name,
    type: `${typeOf(schema)} · ${where}`,
    must: required,
    says: description ?? '',
  }))
  const body = operation.requestBody?.content['application/json']?.schema
  const answer = Object.entries(operation.responses)[0]
  return `<section id="${operation.operationId}"><h3>${html(title)}</h3>
<p class="at"><b>${method.toUpperCase()}</b> <code>${html((api.servers[0]?.url ?? '') + path)}</code></p>
<p>${html(about)}</p>
<p>${words.scope}: ${scopes.length > 0 ? scopes.map((scope) => `<code>${html(scope)}</code>`).join(' ') : words.open}</p>
${parameters.length > 0 ? `<h4>${words.parameters}</h4>${table(words, parameters)}` : ''}
${body ? `<h4>${words.body}</h4>${table(words, fieldsOf(body))}` : ''}
<h4>${words.example}</h4><pre tabindex="0">${html(curlOf(api, method, path, operation))}</pre>
<h4>${words.answer}</h4><p><b>${answer?.[0] ?? ''}</b> ${typeOf(contentOf(answer?.[1]))}</p>
<h4>${words.errors}</h4><p>${operation['x-errors'].map((code) => `<code>${html(code)}</code>`).join(' ')}</p></section>`
}

function contentOf(response: unknown): Record<string, unknown> {
  const content = (response as { content?: Record<string, { schema: Record<string, unknown> }> } | undefined)?.content
  return Object.values(content ?? {})[0]?.schema ?? {}
}

export function pageOf(api: OpenApi, locale: Locale): string {
  const words = WORDS[locale]
  const all = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const groups = api.tags.map(({ name }) => {
    const title = words.tags[name as keyof Words['tags']]
    const own = all.filter(({ operation }) => operation.tags.includes(name))
    const inside = own.map(({ path, method, operation }) => section(api, locale, method, path, operation)).join('\n')
    return `<h2 id="${name}">${title}</h2>\n${inside}`
  })
  const links = all.map(
    ({ operation }) =>
      `<li><a href="#${operation.operationId}">${html(locale === 'en' ? operation.summary : operation['x-title-zh-CN'])}</a></li>`,
  )
  const data = Object.entries(api.components.schemas ?? {}).map(
    ([name, schema]) => `<section id="schema-${name}"><h3>${name}</h3>${table(words, fieldsOf(schema))}</section>`,
  )
  const other = locale === 'en' ? './' : './?lang=en'
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>CivicGrid · ${words.title}</title><style>${STYLE}</style></head>
<body><header><h1>CivicGrid · ${words.title}</h1>
<p><a href="./openapi.json">${words.document}</a> · <a href="${other}" lang="${locale === 'en' ? 'zh-CN' : 'en'}">${words.other}</a></p></header>
<nav aria-label="${words.title}"><ul>${links.join('')}</ul></nav>
<main><p>${words.intro}</p>
${groups.join('\n')}
<h2 id="schemas">${words.schemas}</h2>
${data.join('\n')}</main></body></html>`
}
