import type { OpenApi, OpenApiOperation } from '../src/rest/openapi.parts.ts'
import type { JsonSchema } from '../src/rest/rest.schemas.ts'

/** What a change of the document means for a client that was made from the one before. */
export interface Difference {
  /** A client of before may fail. */
  readonly breaks: boolean
  readonly what: string
}

type Side = 'asked' | 'answered'

/**
 * Compares two versions of the document. What is asked for may only become less strict, what is answered may only become
 * more: a removed operation, parameter or field, another type, something newly required, a value no longer taken are
 * breaks; new operations, optional parameters, fields and values of answers are additions.
 */
export function differences(before: OpenApi, after: OpenApi): Difference[] {
  const found: Difference[] = []
  const say = (breaks: boolean, what: string) => void found.push({ breaks, what })
  const resolved = (api: OpenApi, one: JsonSchema | undefined): JsonSchema =>
    one?.$ref === undefined ? (one ?? {}) : (api.components.schemas?.[one.$ref.split('/').at(-1) ?? ''] ?? {})
  const seen = new Set<string>()

  function compare(a: JsonSchema | undefined, b: JsonSchema | undefined, side: Side, at: string): void {
    const names = `${a?.$ref ?? at}|${b?.$ref ?? at}|${side}`
    if ((a?.$ref ?? b?.$ref) !== undefined) {
      if (seen.has(names)) return
      seen.add(names)
    }
    const [x, y] = [resolved(before, a), resolved(after, b)]
    if (kindOf(x) !== kindOf(y)) return say(true, `${at}: ${kindOf(x)} became ${kindOf(y)}`)
    if (x.anyOf && y.anyOf) alternatives(x.anyOf, y.anyOf, side, at)
    values(x, y, side, at)
    limits(x, y, side, at)
    if (x.items || y.items) compare(x.items as JsonSchema, y.items as JsonSchema, side, `${at}[]`)
    fields(x, y, side, at)
  }

  function alternatives(x: JsonSchema[], y: JsonSchema[], side: Side, at: string): void {
    const kinds = (all: JsonSchema[]) => new Map(all.map((one) => [kindOf(one), one]))
    const [old, fresh] = [kinds(x), kinds(y)]
    for (const [kind, one] of old)
      if (fresh.has(kind)) compare(one, fresh.get(kind), side, at)
      else say(side === 'asked', `${at}: no longer ${kind}`)
    for (const kind of fresh.keys()) if (!old.has(kind)) say(side === 'answered', `${at}: may be ${kind}`)
  }

  function values(x: JsonSchema, y: JsonSchema, side: Side, at: string): void {
    if (!Array.isArray(x.enum) || !Array.isArray(y.enum)) {
      if (Array.isArray(x.enum) !== Array.isArray(y.enum))
        say(side === 'asked' && Array.isArray(y.enum), `${at}: values`)
      return
    }
    const [old, fresh] = [new Set<unknown>(x.enum), new Set<unknown>(y.enum)]
    // Whoever reads an answer reads past a value that they do not know.
    for (const one of old) if (!fresh.has(one)) say(side === 'asked', `${at}: no longer ${JSON.stringify(one)}`)
    for (const one of fresh) if (!old.has(one)) say(false, `${at}: also ${JSON.stringify(one)}`)
  }

  function limits(x: JsonSchema, y: JsonSchema, side: Side, at: string): void {
    for (const name of ['minLength', 'minimum', 'minItems', 'maxLength', 'maximum', 'maxItems', 'pattern', 'format']) {
      const [old, fresh] = [x[name], y[name]]
      if (old === fresh) continue
      const narrower =
        fresh !== undefined &&
        (old === undefined ||
          typeof old !== 'number' ||
          typeof fresh !== 'number' ||
          (name.startsWith('min') ? fresh > old : fresh < old))
      say(side === 'asked' && narrower, `${at}: ${name} ${String(old)} became ${String(fresh)}`)
    }
  }

  function fields(x: JsonSchema, y: JsonSchema, side: Side, at: string): void {
    const [old, fresh] = [x.properties ?? {}, y.properties ?? {}]
    const [must, musts] = [new Set(x.required), new Set(y.required)]
    for (const [name, one] of Object.entries(old)) {
      const here = `${at}.${name}`
      if (!Object.hasOwn(fresh, name)) say(true, `${here}: gone`)
      else {
        compare(one, fresh[name], side, here)
        if (must.has(name) !== musts.has(name))
          say(side === 'asked' ? musts.has(name) : must.has(name), `${here}: required changed`)
      }
    }
    for (const name of Object.keys(fresh))
      if (!Object.hasOwn(old, name)) say(side === 'asked' && musts.has(name), `${at}.${name}: new`)
  }

  function operation(a: OpenApiOperation, b: OpenApiOperation, at: string): void {
    if (a.operationId !== b.operationId) say(true, `${at}: its name ${a.operationId} became ${b.operationId}`)
    if (JSON.stringify(a.security) !== JSON.stringify(b.security)) say(true, `${at}: its scope changed`)
    const [old, fresh] = [a, b].map((one) => new Map((one.parameters ?? []).map((p) => [`${p.in} ${p.name}`, p])))
    for (const [name, one] of old ?? []) {
      const other = fresh?.get(name)
      if (!other) say(true, `${at}: no ${name}`)
      else {
        compare(one.schema, other.schema, 'asked', `${at} ${name}`)
        if (one.required !== other.required) say(other.required, `${at} ${name}: required changed`)
      }
    }
    for (const [name, one] of fresh ?? []) if (!old?.has(name)) say(one.required, `${at}: new ${name}`)
    for (const [type, { schema }] of Object.entries(a.requestBody?.content ?? {})) {
      const other = b.requestBody?.content[type]
      if (other) compare(schema, other.schema, 'asked', `${at} body`)
      else say(true, `${at}: takes no ${type}`)
    }
    for (const [status, one] of Object.entries(a.responses)) {
      const [was, is] = [contentOf(one), contentOf(b.responses[status])]
      if (b.responses[status] === undefined) say(Number(status) < 300, `${at}: no ${status}`)
      for (const [type, { schema }] of Object.entries(was))
        if (is[type]) compare(schema, is[type].schema, 'answered', `${at} ${status}`)
        else if (b.responses[status] !== undefined) say(true, `${at} ${status}: no ${type}`)
    }
  }

  for (const [path, methods] of Object.entries(before.paths))
    for (const [method, one] of Object.entries(methods)) {
      const other = after.paths[path]?.[method]
      if (other) operation(one, other, `${method.toUpperCase()} ${path}`)
      else say(true, `${method.toUpperCase()} ${path}: gone`)
    }
  for (const [path, methods] of Object.entries(after.paths))
    for (const method of Object.keys(methods))
      if (!before.paths[path]?.[method]) say(false, `${method.toUpperCase()} ${path}: new`)
  return found
}

const contentOf = (response: unknown): Record<string, { schema: JsonSchema }> =>
  (response as { content?: Record<string, { schema: JsonSchema }> } | undefined)?.content ?? {}

/** A type in a word, as far as another one would break a reader. */
function kindOf(schema: JsonSchema): string {
  if (schema.anyOf) return 'one of several'
  if (Array.isArray(schema.type)) return schema.type.toSorted().join('|')
  return schema.type ?? (schema.enum ? 'string' : schema.$ref === undefined ? 'anything' : 'a name')
}
