/** Replaces each `?` that stands for a value: outside quotes and comments. */
export function replaceValues(sql: string, to: () => string): string {
  return sql.replaceAll(/'[^']*'|"[^"]*"|--[^\n]*|\?/g, (part) => (part === '?' ? to() : part))
}
