/**
 * Writes the SDK's wire types out as plain interfaces. In the sources they are derived from the contracts' schemas,
 * which is what keeps them right; a partner's compiler must not need zod for them.
 */
import { readdirSync, writeFileSync, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import ts from 'typescript'
import { printer, type Named } from './print-type.ts'

/** Holds only names of the types beside it: nothing to expand. */
const PLAIN = new Set(['procedures.ts'])

interface Alias extends Named {
  file: string
  node: ts.TypeAliasDeclaration
}

function programOf(files: string[], project: string): ts.Program {
  const read = ts.getParsedCommandLineOfConfigFile(
    project,
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  )
  if (!read) throw new Error(`cannot read ${project}`)
  return ts.createProgram(files, read.options)
}

/** What helps to derive one is no type of the wire. */
const isExportedAlias = (node: ts.Statement): node is ts.TypeAliasDeclaration =>
  ts.isTypeAliasDeclaration(node) && node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true

function aliasesOf(program: ts.Program, files: readonly string[]): Alias[] {
  const checker = program.getTypeChecker()
  return files.flatMap((file) => {
    const source = program.getSourceFile(file)
    if (!source) throw new Error(`cannot read ${file}`)
    return source.statements.filter(isExportedAlias).map((node) => ({
      file,
      node,
      name: node.name.text,
      type: checker.getTypeFromTypeNode(node.type),
    }))
  })
}

/**
 * Expands every exported alias of `wireFolder` into `outFolder`, file by file; a type that has a name of its own is
 * written by that name wherever it occurs. @throws Error naming an alias that would be `any`
 */
export function writeWireTypes(wireFolder: string, outFolder: string, project: string): void {
  const files = readdirSync(wireFolder)
    .filter((name) => name.endsWith('.ts') && !name.includes('.test.') && !PLAIN.has(name))
    .map((name) => join(wireFolder, name))
  const program = programOf(files, project)
  const checker = program.getTypeChecker()
  const aliases = aliasesOf(program, files)
  mkdirSync(outFolder, { recursive: true })

  for (const file of files) {
    const own = aliases.filter((alias) => alias.file === file)
    const used = new Set<string>()
    const print = printer(checker, aliases, (name) => used.add(name))
    const texts = own.map(({ name, type, node }) => {
      if (type.flags & ts.TypeFlags.Any) throw new Error(`${name} in ${file} is any`)
      const docs = ts.displayPartsToString(checker.getSymbolAtLocation(node.name)?.getDocumentationComment(checker))
      return print.declaration(name, type, docs)
    })
    const imports = files
      .filter((other) => other !== file)
      .flatMap((other) => {
        const names = aliases.filter((alias) => alias.file === other && used.has(alias.name)).map(({ name }) => name)
        return names.length === 0 ? [] : [`import type { ${names.join(', ')} } from './${basename(other)}'\n`]
      })
    writeFileSync(join(outFolder, basename(file)), [...imports, ...texts].join('\n'))
  }
}
