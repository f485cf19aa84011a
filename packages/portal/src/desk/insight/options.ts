import { percentOf } from '@civicgrid/contracts/constants'
import type { Overview, Tally } from '@civicgrid/sdk'
import type { EChartsCoreOption } from './charts.ts'

/** Colours of the page as it is painted now; a chart knows no custom properties. */
export interface Ink {
  readonly brand: string
  readonly good: string
  readonly text: string
  readonly quiet: string
  readonly line: string
  readonly card: string
}

export function inkOf(element: Element): Ink {
  const style = getComputedStyle(element)
  const of = (name: string) => style.getPropertyValue(`--cg-${name}`).trim()
  return {
    brand: of('brand'),
    good: of('good'),
    text: of('ink'),
    quiet: of('ink2'),
    line: of('line'),
    card: of('card'),
  }
}

const base = ({ text, quiet, card, line }: Ink): EChartsCoreOption => ({
  animation: false,
  aria: { enabled: true },
  textStyle: { fontFamily: 'inherit', color: text },
  grid: { left: 8, right: 12, top: 40, bottom: 4, containLabel: true },
  legend: { top: 0, left: 0, textStyle: { color: quiet }, itemGap: 22, itemWidth: 14, itemHeight: 10 },
  tooltip: {
    trigger: 'axis',
    confine: true,
    backgroundColor: card,
    borderColor: line,
    textStyle: { color: text },
  },
})
const axis = ({ quiet, line }: Ink) => ({
  axisLabel: { color: quiet },
  axisLine: { lineStyle: { color: line } },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: line } },
})

export interface DayWords {
  readonly received: string
  readonly results: string
}

/** How many came and how many were answered, day by day. */
export function byDay(days: Overview['days'], words: DayWords, ink: Ink): EChartsCoreOption {
  const line = (name: string, key: keyof Tally, color: string) => ({
    name,
    type: 'line',
    data: days.map((each) => each[key]),
    showSymbol: days.length <= 31,
    symbolSize: 5,
    color,
    lineStyle: { width: 2 },
    areaStyle: { opacity: 0.08 },
  })
  return {
    ...base(ink),
    xAxis: { type: 'category', boundaryGap: false, data: days.map(({ day }) => day.slice(5)), ...axis(ink) },
    yAxis: { type: 'value', minInterval: 1, ...axis(ink) },
    series: [line(words.received, 'received', ink.brand), line(words.results, 'results', ink.good)],
  }
}

/** The categories that came most, most at the top. */
export function byCategory(
  categories: readonly { name: string; tally: Tally }[],
  words: DayWords & { onTime: string },
  ink: Ink,
): EChartsCoreOption {
  const shown = [...categories].reverse()
  const bar = (name: string, values: readonly number[], color: string) => ({
    name,
    type: 'bar',
    data: values,
    color,
    barMaxWidth: 12,
    itemStyle: { borderRadius: [0, 4, 4, 0] },
  })
  return {
    ...base(ink),
    tooltip: {
      ...(base(ink)['tooltip'] as object),
      axisPointer: { type: 'shadow' },
      valueFormatter: (value: unknown) => String(value),
    },
    xAxis: { type: 'value', minInterval: 1, ...axis(ink) },
    yAxis: { type: 'category', data: shown.map(({ name }) => name), ...axis(ink) },
    series: [
      bar(
        words.received,
        shown.map(({ tally }) => tally.received),
        ink.brand,
      ),
      bar(
        words.results,
        shown.map(({ tally }) => tally.results),
        ink.good,
      ),
    ],
  }
}

/** A share as it is read: 93.5%; a dash where nothing was counted. */
export function share(part: number, whole: number): string {
  const percent = percentOf(part, whole)
  return percent === null ? '–' : `${percent}%`
}
