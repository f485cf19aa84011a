import {
  changesSchema,
  REST_OPERATIONS,
  schema,
  uploadedFile,
  cityProfile,
  type RestOperation,
} from '@civicgrid/contracts'
import type { AnyRouter } from '@trpc/server'
import { z } from 'zod'
import type { QueryTypes } from './rest.input.ts'

/** A JSON Schema, as far as it is looked into here. */
export interface JsonSchema {
  [key: string]: unknown
  type?: string | string[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  anyOf?: JsonSchema[]
  $ref?: string
}

/** Schemas that have a name of their own in the document and in generated clients. */
const OUTPUT_NAMES: Readonly<Record<string, z.ZodType>> = {
  Receipt: schema.receipt,
  Appeal: schema.progressView,
  AppealItem: schema.appealItem,
  TimelineEntry: schema.timelineEntry,
  Photo: schema.photoView,
  Recording: schema.recordingView,
  PromisedTime: schema.promise,
  City: cityProfile,
  Change: changesSchema.change,
  Changes: changesSchema.changes,
  UploadedFile: uploadedFile,
}
const INPUT_NAMES: Readonly<Record<string, z.ZodType>> = { Place: schema.place, Point: schema.point }
/** Where a procedure's own output is not asked with every read: what its answer is tried against. */
const UNASKED: Readonly<Record<string, z.ZodType>> = { 'progress.get': schema.progressView }

/** What a partner is refused anyway: nobody acts for another through an integration. */
const WITHHELD: ReadonlySet<string> = new Set(['authority'])

const isSchema = (value: unknown): value is z.ZodType => value instanceof z.ZodType

function partsOf(router: AnyRouter, procedure: string): { input: z.ZodType | undefined; output: z.ZodType } {
  if (!Object.hasOwn(router._def.procedures, procedure)) throw new Error(`no procedure ${procedure}`)
  const { inputs, output }: { inputs: unknown[]; output: unknown } = router._def.procedures[procedure]._def
  const answers = UNASKED[procedure] ?? output
  if (!isSchema(answers)) throw new Error(`${procedure} has no output`)
  const [input] = inputs
  return { input: isSchema(input) && !(input instanceof z.ZodVoid) ? input : undefined, output: answers }
}

/** What every number of ours has anyway, and what no reader needs. */
function tidy({ jsonSchema }: { jsonSchema: Record<string, unknown> }, io: 'input' | 'output'): void {
  // An answer may say more tomorrow.
  if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.format === 'date-time' || jsonSchema.format === 'date') delete jsonSchema.pattern
}

function schemasOf(named: ReadonlyMap<z.ZodType, string>, io: 'input' | 'output'): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>()
  for (const [one, id] of named) registry.add(one, { id })
  const { schemas } = z.toJSONSchema(registry, {
    io,
    unrepresentable: 'any',
    uri: (id) => `#/components/schemas/${id}`,
    override: (context) => tidy(context, io),
  })
  const found = schemas as Record<string, JsonSchema>
  for (const one of Object.values(found)) {
    delete one.$schema
    delete one.$id
  }
  return found
}

const capital = (id: string): string => id.slice(0, 1).toUpperCase() + id.slice(1)

export interface Schemas {
  /** By name, for `#/components/schemas/`. */
  readonly components: Record<string, JsonSchema>
  /** Of an operation; undefined where it takes nothing. */
  inputOf(operation: RestOperation): JsonSchema | undefined
  /** The name under which its answer stands. */
  answerOf(operation: RestOperation): string
}

/** The contracts as JSON Schema, made from the very schemas that check what comes and goes. */
export function schemasOfRouter(router: AnyRouter): Schemas {
  const outputs = new Map(Object.entries(OUTPUT_NAMES).map(([name, one]) => [one, name]))
  const inputs = new Map(Object.entries(INPUT_NAMES).map(([name, one]) => [one, name]))
  for (const { id, procedure } of REST_OPERATIONS) {
    const { input, output } = partsOf(router, procedure)
    if (!outputs.has(output)) outputs.set(output, `${capital(id)}Answer`)
    if (input) inputs.set(input, `${capital(id)}Input`)
  }
  const ins = schemasOf(inputs, 'input')
  const components: Record<string, JsonSchema> = { ...schemasOf(outputs, 'output') }
  for (const name of Object.keys(INPUT_NAMES)) components[name] = ins[name] ?? {}
  return {
    components,
    inputOf: ({ id, procedure }) => {
      const { input } = partsOf(router, procedure)
      const made = input && ins[inputs.get(input) ?? `${capital(id)}Input`]
      if (!made?.properties) return made
      const kept = Object.entries(made.properties).filter(([name]) => !WITHHELD.has(name))
      return { ...made, properties: Object.fromEntries(kept) }
    },
    answerOf: ({ procedure }) => outputs.get(partsOf(router, procedure).output) ?? '',
  }
}

/** The schema behind a null that is allowed. */
export function withoutNull(one: JsonSchema): JsonSchema {
  if (Array.isArray(one.type)) return { ...one, type: one.type.find((type) => type !== 'null') }
  return one.anyOf?.length === 2 ? (one.anyOf.find(({ type }) => type !== 'null') ?? one) : one
}

/** The fields that stand in a query. @param within the field whose own fields they are */
export function queryFieldsOf(
  { path, within }: RestOperation,
  input: JsonSchema | undefined,
  components: Record<string, JsonSchema>,
): { fields: Record<string, JsonSchema>; required: readonly string[] } {
  const resolved = (one: JsonSchema | undefined): JsonSchema =>
    one?.$ref === undefined ? (one ?? {}) : (components[one.$ref.split('/').at(-1) ?? ''] ?? {})
  const root = resolved(within === undefined ? input : input?.properties?.[within])
  const fields = Object.entries(root.properties ?? {}).filter(([name]) => !path.includes(`{${name}}`))
  // A query says nothing by leaving something out.
  return {
    fields: Object.fromEntries(fields.map(([name, field]) => [name, withoutNull(field)])),
    required: root.required ?? [],
  }
}

/** How these parameters are written. */
export const typesOfQuery = (fields: Record<string, JsonSchema>): QueryTypes =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, { type }]): [string, QueryTypes[string]][] => {
      if (type === 'number' || type === 'integer') return [[name, 'number']]
      return type === 'boolean' ? [[name, 'boolean']] : []
    }),
  )

/** How parameters of each read are written, by the operation's id; a read that takes nothing is not among them. */
export function queryTypesOf(router: AnyRouter): ReadonlyMap<string, QueryTypes> {
  const { inputOf, components } = schemasOfRouter(router)
  return new Map(
    REST_OPERATIONS.filter(({ method }) => method === 'GET').flatMap((operation) => {
      const input = inputOf(operation)
      return input ? [[operation.id, typesOfQuery(queryFieldsOf(operation, input, components).fields)]] : []
    }),
  )
}
