import ts from 'typescript'

const DEEP = 12
/** Texts and numbers: their methods are the language's. */
const PLAIN = ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BooleanLike

/**
 * Where a type holds `any`: paths such as `appeals.submit().code`. Functions are followed into what they take and give,
 * promises and async iterables into what they hold; what comes from TypeScript's own libraries is left alone.
 */
export function findAny(checker: ts.TypeChecker, type: ts.Type, at: ts.Node): string[] {
  const found: string[] = []
  const seen = new Set<ts.Type>()

  const isForeign = (one: ts.Type) =>
    one
      .getSymbol()
      ?.declarations?.every((declaration) => !declaration.getSourceFile().fileName.includes('@civicgrid')) ?? false

  function visit(one: ts.Type, path: string, depth: number): void {
    if (one.flags & ts.TypeFlags.Any) {
      found.push(path)
      return
    }
    if (depth > DEEP || seen.has(one)) return
    seen.add(one)
    if (one.isUnionOrIntersection()) {
      for (const part of one.types) visit(part, path, depth + 1)
      return
    }
    for (const part of checker.getTypeArguments(one as ts.TypeReference)) visit(part, `${path}<>`, depth + 1)
    for (const signature of one.getCallSignatures()) {
      visit(signature.getReturnType(), `${path}()`, depth + 1)
      for (const parameter of signature.getParameters())
        visit(checker.getTypeOfSymbolAtLocation(parameter, at), `${path}(${parameter.name})`, depth + 1)
    }
    if (one.flags & PLAIN || checker.isTupleType(one) || isForeign(one)) return
    for (const property of one.getProperties())
      visit(
        checker.getTypeOfSymbolAtLocation(property, at),
        path === '' ? property.name : `${path}.${property.name}`,
        depth + 1,
      )
  }
  visit(type, '', 0)
  return found
}
