import type { Locale, myDataSchema } from '@civicgrid/contracts'
import { timeFormat } from '@civicgrid/kit/time'
import type { z } from 'zod'
import type { Appeals } from '../../appeals/index.ts'
import type { Authorities } from '../../authorities/index.ts'
import type { ConsentItem } from '../../integrations/index.ts'
import type { Places } from '../places.service.ts'
import type { Devices } from '../sessions/devices.ts'
import type { Ways } from '../ways/ways.service.ts'
import type { CopyLists } from './copy.page.ts'
import { called, COPY_WORDS } from './copy.words.ts'

/** What is kept of somebody beside their appeals. */
export interface CopyAround {
  readonly name: string | null
  readonly phone: string | null
  readonly ways: Awaited<ReturnType<Ways['own']>>
  readonly devices: Awaited<ReturnType<Devices['list']>>['items']
  readonly places: Awaited<ReturnType<Places['list']>>
  readonly joined: Awaited<ReturnType<Appeals['joined']>>['items']
  readonly authorities: Awaited<ReturnType<Authorities['list']>>
  readonly integrations: readonly ConsentItem[]
  readonly looks: readonly z.infer<typeof myDataSchema.look>[]
  readonly consents: readonly z.infer<typeof myDataSchema.consent>[]
}

const line = (...parts: (string | null | undefined)[]): string => parts.filter(Boolean).join(' · ')

/** The same in words and in the city's time, a line each. @param offset minutes east of UTC */
export function listsOf(about: CopyAround, locale: Locale, offset: number): CopyLists {
  const { centre } = COPY_WORDS[locale]
  const { full } = timeFormat(locale, offset)
  const { name, phone, ways, devices, places, joined, authorities, integrations, looks, consents } = about
  return {
    name,
    phone,
    lists: [
      {
        head: 'ways',
        lines: ways.items.map(({ kind, phone: number, since }) =>
          line(called(locale, 'ways', kind), number, since && full(since)),
        ),
      },
      {
        head: 'devices',
        lines: devices.map(({ via, app, system, since }) =>
          line(app, system, called(locale, 'devices.via', via), full(since)),
        ),
      },
      { head: 'places', lines: places.map(({ label, address }) => line(label, address)) },
      { head: 'joined', lines: joined.map(({ category, joinedAt }) => line(category.name[locale], full(joinedAt))) },
      {
        head: 'authorities',
        lines: authorities.map(({ principal, agent, standing, from, until }) =>
          line(principal, agent, called(locale, 'authority.standing', standing), `${full(from)} – ${full(until)}`),
        ),
      },
      {
        head: 'integrations',
        lines: integrations.map(({ name: app, operator, scopes, standing, givenAt, until }) =>
          line(
            app[locale],
            operator,
            scopes.map(({ scope }) => called(locale, 'grants.scope', scope)).join('、'),
            called(locale, 'grants.standing', standing),
            `${full(givenAt)} – ${full(until)}`,
          ),
        ),
      },
      { head: 'looks', lines: looks.map(({ at, code, body }) => line(full(at), code, body?.[locale] ?? centre)) },
      {
        head: 'consents',
        lines: consents.map(({ at, kind, value, code }) =>
          line(full(at), called(locale, `mydata.consent.${kind}`, value), code),
        ),
      },
    ],
  }
}
