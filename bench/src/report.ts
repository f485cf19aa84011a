import { writeFile } from 'node:fs/promises'

/** One line of the bench; `goal` is a sentence such as `≥ 0.5`. */
export interface Result {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly goal: string | null
  /** null where nothing is asked of it. */
  readonly holds: boolean | null
}

const round = (value: number): number => (Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)))

export const atLeast = (name: string, value: number, unit: string, least: number): Result => ({
  name,
  value: round(value),
  unit,
  goal: `≥ ${least}`,
  holds: value >= least,
})

export const atMost = (name: string, value: number, unit: string, most: number): Result => ({
  name,
  value: round(value),
  unit,
  goal: `≤ ${most}`,
  holds: value <= most,
})

/** A figure beside the goals. */
export const fact = (name: string, value: number, unit: string): Result => ({
  name,
  value: round(value),
  unit,
  goal: null,
  holds: null,
})

export function table(results: readonly Result[]): string {
  const rows = results.map(({ name, value, unit, goal, holds }) => {
    const mark = holds === null ? '' : holds ? 'yes' : '**no**'
    return `| ${name} | ${value.toLocaleString('en-US')} ${unit} | ${goal ?? ''} | ${mark} |`
  })
  return ['| what | measured | goal | holds |', '| --- | ---: | --- | --- |', ...rows].join('\n')
}

export async function write(results: readonly Result[], file: URL): Promise<void> {
  await writeFile(file, `${JSON.stringify(results, null, 2)}\n`)
}
