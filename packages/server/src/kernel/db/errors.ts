import { isUniqueViolation as onPostgres } from './postgres.errors.ts'
import { isUniqueViolation as onSqlite } from './sqlite.errors.ts'

/** A row with that key is there already, on either database. */
export function isUniqueViolation(error: unknown): boolean {
  return onSqlite(error) || onPostgres(error)
}
