import type { AreaTree } from './area-tree.ts'
import type { City } from './city.schema.ts'
import type { CityText } from './city.constants.ts'
import type { Body } from './people.schema.ts'

/** `{area}` is the area's name, `{parent}` that of the one it lies in. */
function named(template: CityText, area: CityText, parent: CityText | undefined): CityText {
  const put = (locale: keyof CityText) =>
    template[locale].replace('{area}', area[locale]).replace('{parent}', parent?.[locale] ?? '')
  return { 'zh-CN': put('zh-CN'), en: put('en') }
}

/** Every body of the city: the named ones, and those that each area of a level has. */
export function allBodies(city: Pick<City, 'bodies'>, tree: AreaTree): Body[] {
  const made = city.bodies.perArea.flatMap(({ level, kind, prefix, name }) =>
    tree.ofLevel(level).map((area) => ({
      code: `${prefix}-${area.code}`,
      name: named(name, area.name, tree.get(area.parent ?? '')?.name),
      kind,
      areas: [area.code],
    })),
  )
  return [...city.bodies.bodies, ...made]
}
