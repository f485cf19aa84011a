// Subscription messages of WeChat (订阅消息): what a city's template calls its fields, and what each kind of field takes.
// https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/sendMessage.html

/** What a field of a template can be filled with. */
export const NOTICE_VALUES = ['code', 'category', 'status', 'answeredAt', 'hint'] as const
export type NoticeValue = (typeof NOTICE_VALUES)[number]

/** Kinds of fields, and how many characters each takes; a longer one is refused by WeChat. */
export const NOTICE_FIELDS = { thing: 20, character_string: 32, phrase: 5, time: 24, date: 24 } as const
export const NOTICE_FIELD = new RegExp(`^(${Object.keys(NOTICE_FIELDS).join('|')})[1-9]\\d?$`)

export interface NoticeFacts {
  readonly code: string
  /** The category's name, in the language of whoever reads it. */
  readonly category: string
  /** In words. */
  readonly status: string
  /** In the city's zone, as `2026-03-02 09:00`: what `time` and `date` take. */
  readonly answeredAt: string
  /** What to do now, in words. */
  readonly hint: string
}

/** Cut to what its kind of field takes, with an ellipsis where something is gone. */
function fitted(field: string, value: string): string {
  const kind = field.replace(/\d+$/, '') as keyof typeof NOTICE_FIELDS
  const letters = Array.from(value)
  const most = NOTICE_FIELDS[kind]
  return letters.length <= most ? value : `${letters.slice(0, most - 1).join('')}…`
}

/**
 * The `data` of a message.
 * @param fields of the city's template, by name: what each is filled with
 */
export const noticeData = (
  fields: Readonly<Record<string, NoticeValue>>,
  facts: NoticeFacts,
): Record<string, { value: string }> =>
  Object.fromEntries(Object.entries(fields).map(([field, from]) => [field, { value: fitted(field, facts[from]) }]))

/** Events with which a resident has an answer: the result was passed to them, it was answered at once, or declined. */
export const ANSWERS: ReadonlySet<string> = new Set(['feedbackPassed', 'answered', 'declined'])
