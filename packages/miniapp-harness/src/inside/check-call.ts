import type { ApiShapes, FieldShape, ValueShape } from '../program.ts'

const kindOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : value instanceof ArrayBuffer ? 'buffer' : typeof value

function fits(value: unknown, shape: ValueShape | null): boolean {
  if (shape === null) return true
  const kind = kindOf(value)
  if ((shape.literals as unknown[]).includes(value)) return true
  return shape.types.includes(kind) || (shape.types.includes('object') && (kind === 'array' || kind === 'buffer'))
}

/**
 * What is wrong with a call of `wx`, by its published types; null when nothing is.
 * @param name of the call, as `request`
 */
export function wrongCall(api: ApiShapes, name: string, args: readonly unknown[]): string | null {
  const shape = api[name]
  if (shape === undefined) return `wx.${name} does not exist`
  if (shape === 'value') return null
  if (args.length < shape.least) return `wx.${name} takes ${shape.least} arguments, and was given ${args.length}`
  const [option] = args
  if (shape.option === null || option === undefined) return null
  if (typeof option !== 'object' || option === null)
    return `wx.${name} takes an object, and was given ${kindOf(option)}`
  return wrongOption(name, shape.option, option as Record<string, unknown>)
}

function wrongOption(name: string, fields: Record<string, FieldShape>, option: Record<string, unknown>): string | null {
  for (const [key, value] of Object.entries(option)) {
    const field = fields[key]
    if (!field) return `wx.${name} has no option ${key}`
    if (value === undefined && field.optional) continue
    if (!fits(value, field.value)) return `wx.${name}: ${key} may not be ${JSON.stringify(value) ?? kindOf(value)}`
  }
  const missing = Object.keys(fields).find((key) => fields[key]?.optional === false && option[key] === undefined)
  return missing === undefined ? null : `wx.${name} needs the option ${missing}`
}
