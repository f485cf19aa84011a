/**
 * The report of what is published: every name and type of every door, as API Extractor writes them. It is stored in api/,
 * and a test holds what would be published beside it: a change of the public surface has to be said by `npm run api:accept`,
 * and in a changeset (docs/guides/releases.md).
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor'
import { build, PARTS, TESTING } from './build.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Where the reports are stored. */
export const REPORTS = join(root, 'api')

/** Every door by the name of its files in dist/. */
export const DOORS = ['index', ...PARTS, TESTING]

const SILENT = { default: { logLevel: ExtractorLogLevel.None, addToApiReportFile: false } }

/** @param folder of the package, with its dist/ @param into where the report is written */
function configOf(folder: string, door: string, into: string): ExtractorConfig {
  return ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(folder, 'package.json'),
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: join(folder, 'dist', `${door}.d.ts`),
      newlineKind: 'lf',
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: 'es2022',
            module: 'esnext',
            moduleResolution: 'bundler',
            lib: ['es2022', 'dom', 'dom.iterable'],
            strict: true,
            skipLibCheck: true,
            types: [],
          },
          include: [join(folder, 'dist', '*.d.ts')],
        },
      },
      apiReport: { enabled: true, reportFileName: `${door}.api.md`, reportFolder: into, reportTempFolder: into },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      // What a comment lacks is for readers of the sources; the report is of names and types alone.
      messages: { compilerMessageReporting: SILENT, extractorMessageReporting: SILENT, tsdocMessageReporting: SILENT },
    },
  })
}

/** The reports of a built package, by door. Some seconds for all of them. */
export function reportsOf(folder: string, doors: readonly string[] = DOORS): Record<string, string> {
  const into = mkdtempSync(join(tmpdir(), 'civic-api-'))
  try {
    const configs = doors.map((door) => configOf(folder, door, into))
    const [first] = configs
    if (!first) return {}
    const compilerState = CompilerState.create(first, {
      additionalEntryPoints: configs.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath),
    })
    for (const config of configs)
      Extractor.invoke(config, {
        compilerState,
        localBuild: true,
        messageCallback: (message) => (message.handled = true),
      })
    return Object.fromEntries(doors.map((door) => [door, readFileSync(join(into, `${door}.api.md`), 'utf8')]))
  } finally {
    rmSync(into, { recursive: true, force: true })
  }
}

/** The reports as they were last accepted. */
export function acceptedReports(): Record<string, string> {
  const files = readdirSync(REPORTS).filter((name) => name.endsWith('.api.md'))
  return Object.fromEntries(files.map((name) => [name.slice(0, -7), readFileSync(join(REPORTS, name), 'utf8')]))
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await build()
  rmSync(REPORTS, { recursive: true, force: true })
  mkdirSync(REPORTS)
  for (const [door, report] of Object.entries(reportsOf(root))) writeFileSync(join(REPORTS, `${door}.api.md`), report)
  console.log(`Accepted: ${DOORS.join(', ')}. Say the change in a changeset, too: npx changeset`)
}
