import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { alone } from '../../../tools/alone.ts'
import { hashTree } from '../../../tools/hash-tree.ts'

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

/** What the tarball is made of: the SDK, and what its doors take from other packages. */
const SOURCES = ['sdk', 'contracts', 'kit', 'server'].flatMap((name) => [
  `packages/${name}/package.json`,
  `packages/${name}/src`,
])
const root = join(sdk, '..', '..')

/** The tarball of the sources as they are; made once for as long as they stay so. */
async function tarballOf(): Promise<string> {
  const hash = hashTree(root, [...SOURCES, 'packages/sdk/README.md', 'packages/sdk/build', 'pnpm-lock.yaml'])
  const kept = join(sdk, '.cache', 'packed')
  const tarball = join(kept, `${hash.slice(0, 16)}.tgz`)
  await alone(join(kept, 'lock'), () => {
    if (existsSync(tarball)) return
    for (const old of readdirSync(kept).filter((name) => name.endsWith('.tgz'))) rmSync(join(kept, old))
    const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      packageManager: string
    }
    const made = join(kept, 'made.tgz')
    run('npx', ['--yes', packageManager, 'pack', '--out', made], sdk)
    renameSync(made, tarball)
  })
  return tarball
}

/** Packs, and unpacks into an empty project. Building takes half a minute, and is done when something has changed. */
export async function pack(): Promise<Packed> {
  const folderOf = mkdtempSync(join(tmpdir(), 'civic-sdk-'))
  const tarball = join(folderOf, 'sdk.tgz')
  copyFileSync(await tarballOf(), tarball)
  const project = join(folderOf, 'project')
  const folder = join(project, 'node_modules', '@civicgrid', 'sdk')
  mkdirSync(folder, { recursive: true })
  run('tar', ['-xzf', tarball, '--strip-components=1', '-C', folder], folderOf)
  return { tarball, project, folder, remove: () => rmSync(folderOf, { recursive: true, force: true }) }
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
 * @param types packages of `@types` that are there without an import
 */
export function compile(
  project: string,
  sources: Readonly<Record<string, string>>,
  resolution: Resolution,
  types: string[] = [],
): ts.Program {
  const texts = new Map(Object.entries(sources).map(([name, text]) => [join(project, name), text]))
  const options: ts.CompilerOptions = {
    ...RESOLUTIONS[resolution],
    target: ts.ScriptTarget.ES2022,
    strict: true,
    skipLibCheck: false,
    noEmit: true,
    types,
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
