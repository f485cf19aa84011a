import type { FullCity } from '../city.ts'
import { asFastAsPossible } from '../load.ts'
import { atMost, type Result } from '../report.ts'
import type { Measured } from '../server.ts'
import { inTurn, query } from '../wire.ts'

const SECONDS = 4
const DAY_MS = 86_400_000

/** The dashboard over a month and over a whole year, of the city and of one area, and the map of what is open; one at a time. */
export async function dashboard(
  city: FullCity,
  ours: Measured,
  { supervisor, area }: { supervisor: string; area: string },
): Promise<Result[]> {
  const staff = city.staff.get(supervisor) ?? ''
  const today = Date.now()
  const day = (ago: number): string => new Date(today - ago * DAY_MS).toISOString().slice(0, 10)
  const looks = inTurn(
    [30, 365].flatMap((days) => [null, area].map((areaPath) => ({ areaPath, from: day(days), to: day(0) }))),
  )
  const places = inTurn([{}, { areaPath: area }])
  const shots = {
    dashboard: () => query('insight.overview', looks(), staff, 'staff'),
    'map of open orders': () => query('insight.openMap', places(), staff, 'staff'),
  }
  const results: Result[] = []
  for (const [name, shot] of Object.entries(shots)) {
    const { failed, firstFailure, p99 } = await asFastAsPossible(ours.url, 1, SECONDS, shot)
    if (failed > 0) throw new Error(firstFailure ?? 'failed')
    results.push(atMost(`${name}: p99`, p99, 'ms', 150))
  }
  return results
}
