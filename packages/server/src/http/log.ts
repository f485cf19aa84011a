import { pino, type DestinationStream, type Logger } from 'pino'

/**
 * Names of fields that must never be logged, at any of the first three depths. Nothing personal is handed to the log in the
 * first place; this is for the day when somebody does.
 */
const PERSONAL = new Set([
  'text',
  'name',
  'phone',
  'address',
  'contact',
  'personal',
  'profile',
  'lng',
  'lat',
  'note',
  'words',
  'token',
  'cookie',
  'authorization',
  'secret',
  'password',
  'input',
  'body',
  'query',
  'url',
  'ip',
])

/** pino's own redaction walks every path for every line, which was a twentieth of all that a request costs. */
function withoutPersonal(fields: object, depth = 3): Record<string, unknown> {
  const clean: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    const nested = typeof value === 'object' && value !== null && !(value instanceof Error)
    if (PERSONAL.has(name)) clean[name] = '[removed]'
    else if (nested) clean[name] = depth > 1 && !Array.isArray(value) ? withoutPersonal(value, depth - 1) : '[nested]'
    else clean[name] = value
  }
  return clean
}

export function createLog(options: { level: string; destination?: DestinationStream }): Logger {
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError },
      formatters: { level: (label) => ({ level: label }), log: (fields) => withoutPersonal(fields) },
    },
    options.destination ?? pino.destination({ fd: 1, sync: false }),
  )
}

/**
 * What may be said of an error: its kind and where it came from. Messages of databases and parsers quote what they
 * stumbled over, so quoted text, Chinese text and long numbers are blotted out of them.
 */
export function describeError(error: unknown, depth = 0): object {
  if (!(error instanceof Error)) return { kind: typeof error }
  return {
    kind: error.name,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    said: blot(error.message),
    at: (error.stack ?? '')
      .split('\n')
      .filter((line) => line.startsWith('    at '))
      .slice(0, 12)
      .map((line) => line.trim()),
    ...(error.cause !== undefined && depth < 3 ? { because: describeError(error.cause, depth + 1) } : {}),
  }
}

export function blot(message: string): string {
  return message
    .slice(0, 500)
    .replace(/"[^"]*"|'[^']*'|`[^`]*`|=\([^)]*\)/g, '…')
    .replace(/[\p{Script=Han}\u3000-\u303f\uff00-\uffef]+/gu, '…')
    .replace(/\d[\d -]{4,}\d/g, '…')
    .replace(/[\w.+-]+@[\w.-]+/g, '…')
}
