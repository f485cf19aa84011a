import { replaceValues } from './placeholders.ts'

/** A text as PostgreSQL wants it, with the name under which each connection prepares it once. */
export interface Named {
  readonly name: string
  readonly text: string
}

const named = new Map<string, Named>()

/** @param sql with `?` for values; the same text always gives the same object */
export function nameOf(sql: string): Named {
  let found = named.get(sql)
  if (found === undefined) {
    found = { name: `s${named.size}`, text: numbered(sql) }
    named.set(sql, found)
  }
  return found
}

/** Turns each `?` outside quotes and comments into $1, $2 … */
export function numbered(sql: string): string {
  let n = 0
  return replaceValues(sql, () => `$${++n}`)
}
