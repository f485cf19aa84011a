import { grantHolds, type Actor, type RoleGrant, type StaffRole } from '@civicgrid/contracts'

/** Whose appeals a member of staff sees in a list: an area with everything below it, or one body's within it. */
export interface Scope {
  /** null: the whole city. */
  readonly areaPath: string | null
  /** null: whichever body has it. */
  readonly bodyCode: string | null
}

/** Handlers and grid officers work what lies with their body; the other roles, their whole jurisdiction. */
const OF_BODY: ReadonlySet<StaffRole> = new Set(['handler', 'gridOfficer'])

const covers = (wide: Scope, narrow: Scope): boolean =>
  (wide.areaPath === null || (narrow.areaPath !== null && `${narrow.areaPath}/`.startsWith(`${wide.areaPath}/`))) &&
  (wide.bodyCode === null || wide.bodyCode === narrow.bodyCode)

/**
 * The scopes under which an actor sees a list that is for these roles; empty for nobody's business.
 * @param byArea the roles that see it by area although they work for a body (verifying is everybody's in an area)
 */
export function scopesOf(
  actor: Actor,
  roles: ReadonlySet<StaffRole>,
  rootPath: string,
  now: number,
  byArea = false,
): Scope[] {
  if (actor.kind !== 'staff') return []
  const held = actor.roles.filter((grant) => roles.has(grant.role) && grantHolds(grant, now))
  const scopes = held.flatMap((grant) => scopeOf(grant, rootPath, byArea) ?? [])
  return scopes.filter(
    (scope, i) => !scopes.some((other, j) => i !== j && covers(other, scope) && !(covers(scope, other) && i < j)),
  )
}

function scopeOf({ role, areaPath, bodyCode }: RoleGrant, rootPath: string, byArea: boolean): Scope | null {
  const area = areaPath === '/' || areaPath === rootPath ? null : areaPath
  if (!OF_BODY.has(role) || byArea) return { areaPath: area, bodyCode: null }
  return bodyCode === null ? null : { areaPath: area, bodyCode }
}

/** The scopes as a condition on "Appeal" a, with its values. */
export function scopeSql(scopes: readonly Scope[]): { sql: string; values: (string | number)[] } {
  const values: (string | number)[] = []
  const parts = scopes.map(({ areaPath, bodyCode }) => {
    const conditions: string[] = []
    if (bodyCode !== null) {
      conditions.push('a."bodyCode" = ?')
      values.push(bodyCode)
    }
    if (areaPath !== null) {
      // Not LIKE: SQLite's knows no case, and PostgreSQL's indexes none of it in most collations.
      conditions.push(`substr(a."areaPath" || '/', 1, ?) = ?`)
      values.push(areaPath.length + 1, `${areaPath}/`)
    }
    return conditions.length > 0 ? `(${conditions.join(' AND ')})` : '1 = 1'
  })
  return { sql: parts.length > 0 ? `(${parts.join(' OR ')})` : '1 = 0', values }
}
