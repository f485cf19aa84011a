import type { AreaTree } from './area-tree.ts'
import type { City } from './city.schema.ts'
import type { Body } from './people.schema.ts'
import type { OwnershipRule } from './services.schema.ts'

/** Who owns a category at a place, and by which rule of `ownership.json`. */
export interface Owner {
  body: Body
  why: {
    /** Index of the rule in the file. */
    rule: number
    category: string
    /** The area the rule was narrowed to; null: the whole city. */
    area: string | null
    /** The area whose own body this is, where the rule named a level; else null. */
    ownBodyOf: string | null
  }
}

interface Ranked {
  rule: OwnershipRule
  index: number
  rank: number
}

/**
 * Looks up owners. The most specific rule wins: a leaf before its group before `*`; among those,
 * the one narrowed to the deeper area. A rule by level is passed over at a place that is not known
 * so deep, so an appeal that names only its town still has an owner.
 */
export function ownership(
  city: Pick<City, 'ownership' | 'categories'>,
  tree: AreaTree,
  bodies: readonly Body[],
): (category: string, area: string) => Owner | null {
  const byCode = new Map(bodies.map((body) => [body.code, body]))
  const ownBody = new Map<string, Body>()
  for (const body of bodies) {
    if (body.kind !== 'department') for (const area of body.areas) ownBody.set(area, body)
  }

  const depthOf = (area: string | undefined) => (area === undefined ? 0 : tree.lineOf(area).length)
  const rules = new Map<string, Ranked[]>()
  for (const group of city.categories) {
    for (const leaf of group.leaves) {
      const names = ['*', group.code, leaf.code]
      const ranked = city.ownership.flatMap((rule, index) => {
        const specific = names.indexOf(rule.category)
        return specific < 0 ? [] : [{ rule, index, rank: specific * 100 + depthOf(rule.area) }]
      })
      rules.set(
        leaf.code,
        ranked.sort((a, b) => b.rank - a.rank),
      )
    }
  }

  return (category, area) => {
    const line = tree.lineOf(area)
    for (const { rule, index } of rules.get(category) ?? []) {
      if (rule.area !== undefined && !line.some((a) => a.code === rule.area)) continue
      const why = { rule: index, category: rule.category, area: rule.area ?? null }
      if ('body' in rule.owner) {
        const body = byCode.get(rule.owner.body)
        if (body) return { body, why: { ...why, ownBodyOf: null } }
        continue
      }
      const { level } = rule.owner
      const at = line.find((a) => a.level === level)
      const body = at && ownBody.get(at.code)
      if (body) return { body, why: { ...why, ownBodyOf: at.code } }
    }
    return null
  }
}
