import type { Authority } from '@civicgrid/sdk'
import type { Tell } from '../i18n/tell.ts'

type Speaks = Pick<Tell, 't' | 'word' | 'time'>

/** Who acts for whom. */
export function authorityTitle({ side, agent, principal }: Authority, { t }: Speaks): string {
  const name = (side === 'principal' ? agent : principal) ?? t('authority.someone')
  return side === 'principal' ? t('authority.by', { agent: name }) : t('authority.for', { principal: name })
}

/** What for. */
export const authorityScope = ({ scope }: Pick<Authority, 'scope'>, { word }: Speaks): string =>
  scope.map((one) => word('authority.scope', one)).join(' · ')

/** How it came about, and until when it holds. */
export function authorityTerm({ origin, relation, until }: Authority, { t, word, time }: Speaks): string {
  const how = [word('authority.origin', origin), relation].filter(Boolean).join(' · ')
  return `${how} · ${t('authority.until', { when: time().full(until) })}`
}

/** One may send by it now. */
export const maySendBy = ({ side, standing, scope }: Authority): boolean =>
  side === 'agent' && standing === 'active' && scope.includes('submit')
