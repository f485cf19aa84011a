import ts from 'typescript'

/** A type that readers know by a name. */
export interface Named {
  name: string
  type: ts.Type
}

export interface TypePrinter {
  /** `export interface Name { … }` for an object, `export type Name = …` for anything else. */
  declaration(name: string, type: ts.Type, docs: string): string
}

const NOTHING = ts.TypeFlags.Null | ts.TypeFlags.Undefined
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/

function comment(docs: string, indent: string): string {
  if (docs === '') return ''
  const lines = docs.split('\n')
  if (lines.length === 1) return `${indent}/** ${docs} */\n`
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`
}

/**
 * Prints types as a person would write them.
 * @param known are written by their names wherever they occur inside another; the first name of a type is taken
 * @param onUse hears of each name that was written
 */
export function printer(checker: ts.TypeChecker, known: readonly Named[], onUse: (name: string) => void): TypePrinter {
  const names = new Map<ts.Type, string>()
  for (const { name, type } of known) {
    const worthIt = type.isUnion() || type.flags & ts.TypeFlags.Object
    if (worthIt && !names.has(type)) names.set(type, name)
  }

  function nameOf(type: ts.Type): string | undefined {
    const name = names.get(type)
    if (name !== undefined) onUse(name)
    return name
  }

  function members(type: ts.Type, indent: string): string {
    const inner = `${indent}  `
    const lines = checker.getPropertiesOfType(type).map((property) => {
      const optional = Boolean(property.flags & ts.SymbolFlags.Optional)
      const of = checker.getTypeOfSymbol(property)
      const docs = ts.displayPartsToString(property.getDocumentationComment(checker))
      const name = IDENTIFIER.test(property.name) ? property.name : `'${property.name}'`
      return `${comment(docs, inner)}${inner}${name}${optional ? '?' : ''}: ${print(of, inner, optional)}\n`
    })
    const index = checker
      .getIndexInfosOfType(type)
      .map(({ keyType, type: value }) => `${inner}[key: ${checker.typeToString(keyType)}]: ${print(value, inner)}\n`)
    return `{\n${[...lines, ...index].join('')}${indent}}`
  }

  function union(type: ts.UnionType, indent: string, optional: boolean): string {
    const nothing = type.types.filter((one) => one.flags & NOTHING)
    const rest = type.types.filter((one) => !(one.flags & NOTHING))
    const tail = nothing
      .filter((one) => !(optional && one.flags & ts.TypeFlags.Undefined))
      .map((one) => checker.typeToString(one))
    // The compiler keeps true and false apart.
    const isBoolean = rest.length === 2 && rest.every((one) => one.flags & ts.TypeFlags.BooleanLiteral)
    const whole = nothing.length > 0 ? nameOf(checker.getNonNullableType(type)) : undefined
    const heads = isBoolean ? ['boolean'] : whole === undefined ? rest.map((one) => print(one, indent)) : [whole]
    return [...heads, ...tail].join(' | ')
  }

  function print(type: ts.Type, indent: string, optional = false): string {
    return nameOf(type) ?? spelled(type, indent, optional)
  }

  function spelled(type: ts.Type, indent: string, optional = false): string {
    if (type.isStringLiteral()) return `'${type.value}'`
    if (type.flags & ts.TypeFlags.Any) throw new Error('a part of a wire type is any')
    if (type.isUnion()) return union(type, indent, optional)
    if (checker.isArrayType(type)) {
      const [item] = checker.getTypeArguments(type as ts.TypeReference)
      const text = item ? print(item, indent) : 'unknown'
      return text.includes(' | ') && !text.startsWith('{') ? `(${text})[]` : `${text}[]`
    }
    if (checker.isTupleType(type)) {
      return `[${checker
        .getTypeArguments(type as ts.TypeReference)
        .map((item) => print(item, indent))
        .join(', ')}]`
    }
    return type.flags & ts.TypeFlags.Object ? members(type, indent) : checker.typeToString(type)
  }

  return {
    declaration(name, type, docs) {
      const other = names.get(type)
      const isAlias = other !== undefined && other !== name
      const text = isAlias ? print(type, '') : spelled(type, '')
      const asInterface = !isAlias && text.startsWith('{') && text.endsWith('}') && !type.isUnion()
      return `${comment(docs, '')}${asInterface ? `export interface ${name} ${text}` : `export type ${name} = ${text}`}\n`
    },
  }
}
