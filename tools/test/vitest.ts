import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { command } from '../command.ts'
import type { Tally } from './stage.ts'

/** The part of vitest's JSON report that is counted. */
export interface VitestReport {
  readonly success: boolean
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: readonly {
    /** The file. */
    readonly name: string
    readonly assertionResults: readonly {
      readonly status: string
      readonly fullName: string
      /** Also of tries before the last one. */
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

/** Tests that held at the second try alone, each by its file and title: what nobody would look at in a run that passed. */
export function onlyAgain(root: string, report: VitestReport | undefined): string[] {
  return (report?.testResults ?? []).flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
      .map(({ fullName }) => `${relative(root, name)} «${fullName}»`),
  )
}

/**
 * Passed and failed tests of a run. Three things count as a failure though no test failed: a file that could not be
 * loaded or an error outside of a test (the report is not a success), a run that ended in an error, and a run that found
 * no test at all.
 */
export function tally(report: VitestReport | undefined, exitCode: number, words: string): Tally {
  const passed = report?.numPassedTests ?? 0
  const failed = report?.numFailedTests ?? 0
  if (failed > 0) return { passed, failed, words }
  if (report === undefined || !report.success || exitCode !== 0) return { passed, failed: 1, words }
  if (passed === 0) return { passed, failed: 1, words: `No tests were found.\n${words}` }
  return { passed, failed: 0, words }
}

/** Which files of a project: those whose path contains one of `only`, if any are given, without what the globs of `except` name. */
export interface Files {
  readonly only?: readonly string[]
  readonly except?: readonly string[]
}

/** Runs one project of vitest.config.ts. */
export async function vitest(
  root: string,
  project: string,
  env: Record<string, string> = {},
  { only = [], except = [] }: Files = {},
): Promise<Tally> {
  const folder = await mkdtemp(join(tmpdir(), 'civicgrid-report-'))
  const file = join(folder, 'report.json')
  try {
    const { code, words } = await command(
      root,
      'vitest',
      [
        ...['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
        ...except.flatMap((glob) => ['--exclude', glob]),
        ...only,
      ],
      { NO_COLOR: '1', VITEST_MAX_WORKERS: '1', ...env },
    )
    const text = await readFile(file, 'utf8').catch(() => undefined)
    const report = text === undefined ? undefined : (JSON.parse(text) as VitestReport)
    return { ...tally(report, code, words), again: onlyAgain(root, report) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
