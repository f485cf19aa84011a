import type { StageResult } from './stage.ts'

/** The stages with what they counted and their seconds; two run side by side, so the total is less than their sum. */
export function table(results: readonly StageResult[], totalSeconds: number): string {
  const width = Math.max(...results.map((result) => result.name.length), 'stage'.length)
  const line = (name: string, passed: string, failed: string, seconds: string) =>
    `${name.padEnd(width)} ${passed.padStart(7)} ${failed.padStart(7)} ${seconds.padStart(9)}`
  return [
    '',
    line('stage', 'passed', 'failed', 'seconds'),
    ...results.map((result) =>
      line(result.name, String(result.passed), String(result.failed), result.seconds.toFixed(1)),
    ),
    line('in all', '', '', totalSeconds.toFixed(1)),
    '',
  ].join('\n')
}

/** One line for each test that held only when it was tried again, so that nobody overlooks it. */
export function secondTries(results: readonly StageResult[]): string {
  return results
    .flatMap(({ name, again = [] }) => again.map((test) => `only at the second try: ${name} ${test}\n`))
    .join('')
}

/** `N passed, N failed` over all stages. */
export function lastLine(results: readonly StageResult[]): string {
  const sum = (key: 'passed' | 'failed') => results.reduce((total, result) => total + result[key], 0)
  return `${sum('passed')} passed, ${sum('failed')} failed`
}
