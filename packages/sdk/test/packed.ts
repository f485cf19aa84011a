import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const sdk = fileURLToPath(new URL('..', import.meta.url))

/** arethetypeswrong, as the SDK's package.json pins it. */
export const ATTW = join(sdk, 'node_modules', '.bin', 'attw')

/** The package as a partner gets it: packed, and unpacked into an empty project. */
export interface Packed {
  /** The tarball. */
  tarball: string
  /** A project with nothing in it but `node_modules/@civicgrid/sdk`. */
  project: string
  /** `node_modules/@civicgrid/sdk` of that project. */
  folder: string
  remove(): void
}

/** Runs a program of the workspace; its output goes into the error when it fails. */
export function run(program: string, args: string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}\n${stdout}${stderr}`)
  return stdout
}

/** Builds and packs. Takes about ten seconds. */
export function pack(): Packed {
  const root = mkdtempSync(join(tmpdir(), 'civic-sdk-'))
  const { packageManager } = JSON.parse(readFileSync(join(sdk, '..', '..', 'package.json'), 'utf8')) as {
    packageManager: string
  }
  const tarball = join(root, 'sdk.tgz')
  run('npx', ['--yes', packageManager, 'pack', '--out', tarball], sdk)
  const project = join(root, 'project')
  const folder = join(project, 'node_modules', '@civicgrid', 'sdk')
  mkdirSync(folder, { recursive: true })
  run('tar', ['-xzf', tarball, '--strip-components=1', '-C', folder], root)
  return { tarball, project, folder, remove: () => rmSync(root, { recursive: true, force: true }) }
}

/** How a partner's project finds packages. */
export const RESOLUTIONS = {
  bundler: { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
  node16: { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 },
} as const
export type Resolution = keyof typeof RESOLUTIONS

/**
 * A program over files of the empty project, strict and with every library's own types checked.
 * @param sources their texts by name; nothing is written to the disk
 */
export function compile(
  project: string,
  sources: Readonly<Record<string, string>>,
  resolution: Resolution,
): ts.Program {
  const texts = new Map(Object.entries(sources).map(([name, text]) => [join(project, name), text]))
  const options: ts.CompilerOptions = {
    ...RESOLUTIONS[resolution],
    target: ts.ScriptTarget.ES2022,
    strict: true,
    skipLibCheck: false,
    noEmit: true,
    types: [],
  }
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists, readFile } = host
  host.fileExists = (name) => texts.has(name) || fileExists(name)
  host.readFile = (name) => texts.get(name) ?? readFile(name)
  host.getSourceFile = (name, version, ...rest) => {
    const text = texts.get(name)
    return text === undefined ? getSourceFile(name, version, ...rest) : ts.createSourceFile(name, text, version, true)
  }
  return ts.createProgram([...texts.keys()], options, host)
}

/** Everything the compiler has against a program, as `file:line code sentence`; lines count from 1. */
export function complaints(program: ts.Program): string[] {
  return ts.getPreEmitDiagnostics(program).map(({ file, start, code, messageText }) => {
    const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0
    return `${basename(file?.fileName ?? '')}:${line} TS${code} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
  })
}
