import type { JsonSchema } from './rest.schemas.ts'

/** Schemas in a word or a line, for the page. */

export const html = (text: unknown): string =>
  String(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** `string`, `Photo[]`, `"a" | "b"`, as HTML. */
export function typeOf(schema: JsonSchema): string {
  if (schema.$ref !== undefined) {
    const name = html(schema.$ref.split('/').at(-1) ?? '')
    return `<a href="#schema-${name}">${name}</a>`
  }
  if (Array.isArray(schema.enum)) return schema.enum.map((one) => `<code>${html(String(one))}</code>`).join(' | ')
  if (schema.const !== undefined) return `<code>${html(JSON.stringify(schema.const))}</code>`
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' | ')
  if (schema.type === 'array') return `${typeOf((schema.items as JsonSchema | undefined) ?? {})}[]`
  if (schema.properties) return `{ ${Object.keys(schema.properties).map(html).join(', ')} }`
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? 'any')
  return html(typeof schema.format === 'string' ? `${type} (${schema.format})` : type)
}

/** What is said of a value beside its type. */
function limitsOf({ minLength, maxLength, minimum, maximum, maxItems, pattern, ...schema }: JsonSchema): string[] {
  const said = (name: string, value: unknown) =>
    value === undefined ? [] : [`${name} ${typeof value === 'number' ? value : JSON.stringify(value)}`]
  return [
    ...said('≥', minimum),
    ...said('≤', maximum),
    ...said('length ≥', minLength),
    ...said('length ≤', maxLength),
    ...said('items ≤', maxItems),
    ...said('pattern', pattern),
    ...(schema.default === undefined ? [] : [`= ${JSON.stringify(schema.default)}`]),
  ]
}

export interface Field {
  readonly name: string
  readonly type: string
  readonly must: boolean
  readonly says: string
}

/** The fields of an object; of anything else itself. */
export function fieldsOf(schema: JsonSchema): Field[] {
  const required = new Set(schema.required ?? [])
  return Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const words = typeof field.description === 'string' ? [field.description] : []
    return { name, type: typeOf(field), must: required.has(name), says: [...words, ...limitsOf(field)].join(' · ') }
  })
}
