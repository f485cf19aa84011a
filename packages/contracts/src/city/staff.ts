import type { AreaTree } from './area-tree.ts'
import type { City } from './city.schema.ts'
import type { Body, StaffPersona } from './people.schema.ts'

/** A whole number made of a text, the same on every machine (FNV-1a). */
function draw(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/**
 * The demo's whole staff: the named personas, and for every body the colleagues its kind has.
 * A colleague's name is drawn from the city's lists by the body's code, so it never changes.
 */
export function allStaff(city: Pick<City, 'staff'>, tree: AreaTree, bodies: readonly Body[]): StaffPersona[] {
  const { personas, perBody, names } = city.staff
  const made = bodies.flatMap((body) =>
    perBody
      .filter((row) => row.kind === body.kind)
      .flatMap(({ role, count, title }) =>
        Array.from({ length: count }, (_, i): StaffPersona => {
          const code = `${role}-${body.code}-${i + 1}`
          const family = names.family[draw(code) % names.family.length]
          const given = names.given[draw(`${code}/given`) % names.given.length]
          return {
            code,
            name: {
              'zh-CN': `${family?.['zh-CN']}${given?.['zh-CN']}`,
              en: `${family?.en} ${given?.en}`,
            },
            title,
            role,
            area: body.areas.length === 1 && body.areas[0] ? body.areas[0] : tree.root.code,
            body: body.code,
          }
        }),
      ),
  )
  return [...personas, ...made]
}
