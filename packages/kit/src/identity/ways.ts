import type { HostAppInfo, ResidentWays } from '@civicgrid/sdk'
import type { Tell } from '../i18n/tell.ts'

type Way = ResidentWays['items'][number]
type Speaks = Pick<Tell, 't' | 'local' | 'time'> & { maybe: (key: string) => string | null }

/** A way in by its own name: a number, WeChat, or a host app as the city calls it. */
export function wayName(way: string | null, apps: readonly HostAppInfo[], { t, local }: Speaks): string {
  if (way === 'phone') return t('ways.phone')
  if (way?.startsWith('wechat')) return t('ways.wechat')
  const app = apps.find(({ code }) => code === way)
  return app ? local(app.name) : t('ways.host')
}

/** Its number, and since when. @param now epoch milliseconds */
export function waySince({ kind, since, phone }: Way, now: number, { t, time }: Speaks): string {
  const when = since === null ? null : time().moment(since, now)
  const told = when === null ? null : t(kind === 'phone' ? 'ways.proved' : 'ways.since', { when })
  return [phone, told].filter(Boolean).join(' · ')
}

/** What changed of one’s ways in. */
export const wayEvent = (type: string, name: string, { maybe }: Speaks): string =>
  (maybe(`ways.event.${type}`) ?? type).replace('{way}', name)
