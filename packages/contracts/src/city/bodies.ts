import type { AreaTree } from './area-tree.ts'
import type { City } from './city.schema.ts'
import type { CityText } from './city.constants.ts'
import type { Body } from './people.schema.ts'

function named(template: CityText, area: CityText): CityText {
  return {
    'zh-CN': template['zh-CN'].replace('{area}', area['zh-CN']),
    en: template.en.replace('{area}', area.en),
  }
}

/** Every body of the city: the named ones, and those that each area of a level has. */
export function allBodies(city: Pick<City, 'bodies'>, tree: AreaTree): Body[] {
  const made = city.bodies.perArea.flatMap(({ level, kind, prefix, name }) =>
    tree.ofLevel(level).map((area) => ({
      code: `${prefix}-${area.code}`,
      name: named(name, area.name),
      kind,
      areas: [area.code],
    })),
  )
  return [...city.bodies.bodies, ...made]
}
