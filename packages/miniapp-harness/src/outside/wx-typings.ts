import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import type { ApiShapes, CallShape, FieldShape, ValueShape } from '../program.ts'

const require = createRequire(import.meta.url)

/** What `wx` hands out to be called further; their calls are named with a dot. */
export const MANAGERS = [
  'FileSystemManager',
  'RecorderManager',
  'InnerAudioContext',
  'MapContext',
  'UpdateManager',
  'SelectorQuery',
  'NodesRef',
  'IntersectionObserver',
] as const

/** Where miniprogram-api-typings lies, and its version. */
export function typings(): { folder: string; version: string } {
  const manifest = require.resolve('miniprogram-api-typings/package.json')
  return { folder: dirname(manifest), version: (require(manifest) as { version: string }).version }
}

/** Reads out of WeChat's published types what each call of `wx` takes. Takes two seconds; the answer is kept by whoever asks. */
export function readApi(): ApiShapes {
  const file = join(typings().folder, 'types', 'index.d.ts')
  const program = ts.createProgram([file], { noLib: false, lib: ['lib.es2020.d.ts'], types: [], strict: true })
  const checker = program.getTypeChecker()

  function valueShape(type: ts.Type, depth = 0): ValueShape | null {
    const shape: ValueShape = { types: [], literals: [] }
    const parts = type.isUnion() ? type.types : [type]
    for (const part of parts) {
      if (part.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter)) return null
      if (part.isStringLiteral() || part.isNumberLiteral()) shape.literals.push(part.value)
      else if (part.flags & ts.TypeFlags.BooleanLike) shape.types.push('boolean')
      else if (part.flags & ts.TypeFlags.StringLike) shape.types.push('string')
      else if (part.flags & ts.TypeFlags.NumberLike) shape.types.push('number')
      else if (part.flags & ts.TypeFlags.Null) shape.types.push('null')
      else if (part.flags & ts.TypeFlags.Undefined) continue
      else if (checker.isArrayType(part) || checker.isTupleType(part)) shape.types.push('array')
      else if (part.getCallSignatures().length > 0) shape.types.push('function')
      else if (part.isUnion() && depth < 3) {
        const inner = valueShape(part, depth + 1)
        if (inner === null) return null
        shape.types.push(...inner.types)
        shape.literals.push(...inner.literals)
      } else shape.types.push('object')
    }
    return { types: [...new Set(shape.types)], literals: shape.literals }
  }

  function optionShape(type: ts.Type, at: ts.Node): Record<string, FieldShape> | null {
    // Many calls are generic over what they are given.
    const given = checker.getNonNullableType(checker.getBaseConstraintOfType(type) ?? type)
    const isPlain =
      given.flags & ts.TypeFlags.Object && !checker.isArrayType(given) && !given.getCallSignatures().length
    const fields = isPlain ? checker.getPropertiesOfType(given) : []
    // Without one of the three callbacks it is a value, not a set of options.
    if (!fields.some(({ name }) => name === 'success' || name === 'fail')) return null
    return Object.fromEntries(
      fields.map((field) => {
        const optional = Boolean(field.flags & ts.SymbolFlags.Optional)
        const of = checker.getTypeOfSymbolAtLocation(field, at)
        return [field.name, { optional, value: valueShape(of) }]
      }),
    )
  }

  function callShape(signatures: readonly ts.Signature[], at: ts.Node): CallShape {
    const lists = signatures.map(({ parameters }) => parameters)
    const needed = (parameters: readonly ts.Symbol[]) =>
      parameters.filter(({ valueDeclaration: declared }) => {
        if (!declared || !ts.isParameter(declared)) return false
        return !declared.questionToken && !declared.initializer && !declared.dotDotDotToken
      }).length
    const first = lists.map(([parameter]) => parameter).find((parameter) => parameter !== undefined)
    return {
      option: first ? optionShape(checker.getTypeOfSymbolAtLocation(first, at), at) : null,
      least: Math.min(...lists.map(needed)),
      most: Math.max(...lists.map(({ length }) => length)),
    }
  }

  const source = program.getSourceFiles().find(({ fileName }) => fileName.endsWith('lib.wx.api.d.ts'))
  if (!source) throw new Error('the types of wx have moved')
  const shapesOf = (name: string, prefix: string) => {
    const declared = find(source, name)
    return checker.getPropertiesOfType(checker.getTypeAtLocation(declared)).map((member) => {
      const signatures = checker.getTypeOfSymbolAtLocation(member, declared).getCallSignatures()
      return [prefix + member.name, signatures.length > 0 ? callShape(signatures, declared) : ('value' as const)]
    })
  }
  return Object.fromEntries([...shapesOf('Wx', ''), ...MANAGERS.flatMap((name) => shapesOf(name, `${name}.`))])
}

function find(source: ts.SourceFile, name: string): ts.InterfaceDeclaration {
  let found: ts.InterfaceDeclaration | undefined
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node) && node.name.text === name) found = node
    else if (!found) ts.forEachChild(node, visit)
  }
  visit(source)
  if (!found) throw new Error(`there is no interface ${name} in the types`)
  return found
}
