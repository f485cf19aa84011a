import type { AppealCommand } from '../appeals/appeal.commands.ts'

// Acting for another (代办): one person, who is represented, lets another act in their place, for some things and a time.

/**
 * How it came about. `online`: given by the person themselves, from their own account. `witnessed`: said before an officer.
 * `paper`: on a signed paper that an officer has looked at. The last two are for people without a way in of their own.
 */
export const AUTHORITY_ORIGINS = ['online', 'witnessed', 'paper'] as const
export type AuthorityOrigin = (typeof AUTHORITY_ORIGINS)[number]

/** What the agent may do. Whoever may do anything may follow what came of it: `track` is always among them. */
export const AUTHORITY_SCOPES = ['track', 'submit', 'supplement', 'rate', 'withdraw'] as const
export type AuthorityScope = (typeof AUTHORITY_SCOPES)[number]

/** The one table from a scope to the commands on an appeal that it opens. */
export const SCOPE_COMMANDS: Readonly<Record<AuthorityScope, readonly AppealCommand[]>> = {
  track: ['urge'],
  submit: ['submit', 'unpublish'],
  supplement: ['supplement'],
  rate: ['rate', 'rehandle', 'reportPressure'],
  withdraw: ['withdraw'],
}

export const scopeCovers = (scope: readonly AuthorityScope[], command: AppealCommand): boolean =>
  scope.some((one) => SCOPE_COMMANDS[one].includes(command))

export const AUTHORITY_STATUSES = ['offered', 'requested', 'active', 'refused', 'ended'] as const
export type AuthorityStatus = (typeof AUTHORITY_STATUSES)[number]

/** How it stands at this moment, time included: a code that ran out, a term that has not begun or is over. */
export const AUTHORITY_STANDINGS = [...AUTHORITY_STATUSES, 'lapsed', 'ahead', 'over'] as const
export type AuthorityStanding = (typeof AUTHORITY_STANDINGS)[number]

/** Under whose name a command on an authority is given. */
export const AUTHORITY_ROLES = ['principal', 'agent', 'officer', 'reviewer'] as const
export type AuthorityRole = (typeof AUTHORITY_ROLES)[number]

/** How many a person may give or ask for in 24 hours, and how many anybody may hold at a time. */
export const AUTHORITIES_A_DAY = 10
export const AUTHORITIES_HELD_MAX = 50
/** Photos of one signed paper. */
export const EVIDENCE_MAX = 3

const COMPOUND =
  '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 令狐 百里 呼延 东郭 南门 西门 第五'
const compound = new Set(COMPOUND.split(' '))

/** A name as those may read it who need not know more: 王某, 欧阳某; `W.` of one in letters. */
export function maskedName(name: string): string {
  const trimmed = name.trim()
  const [first = ''] = trimmed
  if (/^[a-z]/i.test(first)) return `${first.toUpperCase()}.`
  const two = trimmed.slice(0, 2)
  return `${trimmed.length > 2 && compound.has(two) ? two : first}某`
}
