import { describe, expect, test } from 'vitest'
import { onlyAgain, tally } from './vitest.ts'

const report = (numPassedTests: number, numFailedTests: number, success: boolean) => ({
  numPassedTests,
  numFailedTests,
  success,
  testResults: [],
})

describe('counting a vitest run', () => {
  test('tests that passed and failed are taken from the report', () => {
    expect(tally(report(3, 2, false), 1, '')).toMatchObject({ passed: 3, failed: 2 })
    expect(tally(report(3, 0, true), 0, '')).toMatchObject({ passed: 3, failed: 0 })
  })

  test('a file that could not be loaded is a failure, though no test failed', () => {
    expect(tally(report(3, 0, false), 1, '')).toMatchObject({ passed: 3, failed: 1 })
  })

  test('an error after the last test is a failure, though the report is a success', () => {
    expect(tally(report(3, 0, true), 1, '')).toMatchObject({ passed: 3, failed: 1 })
  })

  test('a run that found no test is a failure', () => {
    expect(tally(report(0, 0, true), 0, '')).toMatchObject({ passed: 0, failed: 1 })
  })

  test('a run without a report is a failure', () => {
    expect(tally(undefined, 0, '')).toMatchObject({ passed: 0, failed: 1 })
  })
})

test('a test that passed after it had failed is named; one that failed, or passed at once, is not', () => {
  const tests = [
    { status: 'passed', fullName: 'sends once', failureMessages: ['Error: too slow'] },
    { status: 'passed', fullName: 'asks', failureMessages: [] },
    { status: 'failed', fullName: 'is told', failureMessages: ['Error: silence'] },
  ]
  const run = { ...report(2, 1, false), testResults: [{ name: '/city/e2e/a.test.ts', assertionResults: tests }] }
  expect(onlyAgain('/city', run)).toEqual(['e2e/a.test.ts «sends once»'])
  expect(onlyAgain('/city', undefined)).toEqual([])
})
