import type { Locale, schema } from '@civicgrid/contracts'
import type { z } from 'zod'
import { timeFormat } from '@civicgrid/kit/time'
import { called, COPY_WORDS, type CopyWords } from './copy.words.ts'

type Progress = z.output<typeof schema.progressView>

/** What is not of an appeal: lines of words, each list under its name. */
export interface CopyLists {
  readonly name: string | null
  readonly phone: string | null
  readonly lists: readonly { readonly head: keyof CopyWords; readonly lines: readonly string[] }[]
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const safe = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '')

const STYLE =
  'body{font:16px/1.7 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}h2{margin-top:2.5rem}article{border-top:1px solid #999;padding:1rem 0}dt{font-weight:600}dd{margin:0 0 .5rem;white-space:pre-wrap}'

export function pageHead(locale: Locale, offset: number, now: string): string {
  const words = COPY_WORDS[locale]
  return `<!doctype html><html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${words.title}</title><style>${STYLE}</style><h1>${words.title}</h1><p>${words.made} ${timeFormat(locale, offset).full(now)}</p><p>${words.about}</p>`
}

export function pageLists(locale: Locale, { name, phone, lists }: CopyLists): string {
  const words = COPY_WORDS[locale]
  const account = `<h2>${words.account}</h2><dl>${pair(words.name, name)}${pair(words.phone, phone)}</dl>`
  return account + lists.map(({ head, lines }) => `<h2>${words[head]}</h2>${list(lines, words)}`).join('')
}

const list = (lines: readonly string[], words: CopyWords): string =>
  lines.length === 0 ? `<p>${words.none}</p>` : `<ul>${lines.map((line) => `<li>${safe(line)}</li>`).join('')}</ul>`

const pair = (term: string, text: string | null | undefined): string =>
  text ? `<dt>${term}</dt><dd>${safe(text)}</dd>` : ''

/** One appeal, as its resident sees it. @param offset minutes east of UTC @param files names within the archive */
export function pageAppeal(locale: Locale, offset: number, appeal: Progress, files: readonly string[]): string {
  const words = COPY_WORDS[locale]
  const { full } = timeFormat(locale, offset)
  const { rating } = appeal
  const history = appeal.timeline.map(({ at, type, body, text }) =>
    [full(at), called(locale, 'event', type), body?.[locale] ?? '', text ?? ''].filter(Boolean).join(' · '),
  )
  const links = files.map((file) => `<a href="${safe(file)}">${safe(file)}</a>`).join(' ')
  return `<article><h3>${safe(appeal.category.name[locale])} · ${safe(appeal.code)}</h3><dl>${[
    pair(words.sent, full(appeal.submittedAt)),
    pair(words.where, appeal.place),
    pair(words.words, appeal.text),
    pair(words.reply, appeal.reply?.text),
    pair(
      words.rated,
      rating &&
        [
          called(locale, 'solvedAnswer', rating.solved),
          called(locale, 'satisfaction', rating.satisfaction),
          rating.text ?? '',
        ].join(' '),
    ),
    links ? `<dt>${words.files}</dt><dd>${links}</dd>` : '',
  ].join('')}</dl><h4>${words.history}</h4>${list(history, words)}</article>`
}

export const pageAppealsHead = (locale: Locale): string => `<h2>${COPY_WORDS[locale].appeals}</h2>`
