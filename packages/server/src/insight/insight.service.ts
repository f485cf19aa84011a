import {
  CivicError,
  dayFromText,
  dayText,
  insightAreas,
  type insightSchema,
  mayLookInto,
  NO_TALLY,
  addTally,
  type Actor,
  type CityText,
  type Overview,
} from '@civicgrid/contracts'
import type { z } from 'zod'
import type { Appeals } from '../appeals/index.ts'
import type { LoadedCity } from '../city/index.ts'
import type { Kernel, Reader } from '../kernel/index.ts'
import { insightReader } from './insight.reader.ts'
import { tallyByDay, tallyOver } from './insight.store.ts'

type OpenMap = z.infer<typeof insightSchema.openMap>

export interface Insight {
  readonly readers: readonly Reader[]
  /** @throws CivicError NOT_FOUND where the city has no dashboard, FORBIDDEN beyond the caller's jurisdiction, BAD_INPUT */
  overview(actor: Actor, input: z.output<typeof insightSchema.overviewInput>): Promise<Overview>
  openMap(actor: Actor, input: z.output<typeof insightSchema.openMapInput>): Promise<OpenMap>
}

export interface InsightOptions {
  readonly kernel: Kernel
  readonly city: LoadedCity
  readonly appeals: Pick<Appeals, 'city' | 'openCounts' | 'openMap'>
}

export function createInsight({ kernel, city: loaded, appeals }: InsightOptions): Insight {
  const { db, clock } = kernel
  const { tree, city } = loaded
  const leaves = city.categories.flatMap((group) => group.leaves.map((leaf) => ({ leaf, group: group.code })))
  const utcOffsetMinutes = city.settings.utcOffsetMinutes

  /** @throws CivicError */
  function areaFor(actor: Actor, asked: string | null | undefined): { path: string; code: string; name: CityText } {
    if (!city.settings.capabilities.insight) throw new CivicError('NOT_FOUND', { message: 'insight is switched off' })
    const now = clock.now()
    const [own] = insightAreas(actor, now)
    if (own === undefined) throw new CivicError('FORBIDDEN', { message: 'the dashboard is not for this caller' })
    const area = tree.atPath(asked ?? own)
    if (!area) throw new CivicError('BAD_INPUT', { fields: { areaPath: 'unknown' } })
    const path = tree.pathOf(area.code)
    if (!mayLookInto(actor, path, now)) throw new CivicError('FORBIDDEN', { fields: { areaPath: 'outside' } })
    return { path, code: area.code, name: area.name }
  }

  function daysOf(from: string, to: string): string[] {
    const first = dayFromText(from)
    return Array.from({ length: dayFromText(to) - first + 1 }, (_, i) => dayText(first + i))
  }

  return {
    readers: [insightReader({ utcOffsetMinutes, townshipOf: appeals.city.townshipOf })],

    async overview(actor, { areaPath, from, to }) {
      const area = areaFor(actor, areaPath)
      const byDay = await tallyByDay(db.read, area.path, from, to)
      const days = daysOf(from, to).map((day) => ({ day, ...(byDay.get(day) ?? NO_TALLY) }))
      const categories: Overview['categories'] = []
      for (const { leaf, group } of leaves) {
        const tally = await tallyOver(db.read, area.path, leaf.code, from, to)
        if (tally.received + tally.results > 0) categories.push({ code: leaf.code, name: leaf.name, group, ...tally })
      }
      const areas: Overview['areas'] = []
      for (const below of tree.childrenOf(area.code)) {
        const path = tree.pathOf(below.code)
        const divided = tree.childrenOf(below.code).length > 0
        areas.push({ path, name: below.name, divided, ...(await tallyOver(db.read, path, '', from, to)) })
      }
      return {
        area: { path: area.path, name: area.name },
        jurisdictions: insightAreas(actor, clock.now()).map((path) => ({
          path,
          name: tree.atPath(path)?.name ?? { 'zh-CN': path, en: path },
        })),
        from,
        to,
        total: [...byDay.values()].reduce(addTally, NO_TALLY),
        days,
        categories,
        areas,
        open: await appeals.openCounts(area.path),
        asOf: new Date(clock.now()).toISOString(),
      }
    },

    async openMap(actor, { areaPath, limit }) {
      const { items, complete } = await appeals.openMap(areaFor(actor, areaPath).path, limit)
      return {
        items: items.map(({ code, category, status, lng, lat, dueAt, overdue }) => ({
          code,
          category,
          // The rows were read by their status, so it is one of the machine's.
          status: status as OpenMap['items'][number]['status'],
          lng,
          lat,
          dueAt,
          overdue,
        })),
        complete,
      }
    },
  }
}
