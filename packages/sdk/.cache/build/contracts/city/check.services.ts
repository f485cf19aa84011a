import type { City, CityProblem } from './city.schema.ts'
import { codesAt, sayTwice, saying } from './report.ts'

const BY_THE_CLOCK = new Set(['minutes', 'hours'])

/** Kinds, categories, grounds, templates and samples against each other. */
export function checkServices(city: City): CityProblem[] {
  const problems: CityProblem[] = []
  const leaves = new Map(city.categories.flatMap((group) => group.leaves.map((leaf) => [leaf.code, leaf])))
  const groups = new Set(city.categories.map((group) => group.code))
  const emergencies = new Set(city.settings.emergency.map((row) => row.number))

  sayTwice(codesAt(city.kinds), saying('kinds.json', problems))

  const ofCategories = saying('categories.json', problems)
  sayTwice(
    [...codesAt(city.categories), ...city.categories.flatMap((group, g) => codesAt(group.leaves, `[${g}].leaves`))],
    ofCategories,
  )
  city.categories.forEach((group, g) =>
    group.leaves.forEach((leaf, l) => {
      const at = `[${g}].leaves[${l}]`
      if (leaf.urgent) {
        for (const stage of ['firstContact', 'result'] as const) {
          if (BY_THE_CLOCK.has(leaf.limits[stage].unit)) continue
          ofCategories(`${at}.limits.${stage}`, `${leaf.code} is urgent: its limits are in minutes or hours`)
        }
      }
      if (leaf.emergency !== undefined && !emergencies.has(leaf.emergency)) {
        ofCategories(`${at}.emergency`, `${leaf.emergency} is not among the city's emergency numbers`)
      }
      if (leaf.photoRequired && city.settings.photos.max === 0) {
        ofCategories(`${at}.photoRequired`, `${leaf.code} asks for a photo, and the city takes none`)
      }
    }),
  )

  const ofGrounds = saying('grounds.json', problems)
  for (const list of ['decline', 'bounce', 'extension'] as const) {
    sayTwice(codesAt(city.grounds[list], list), ofGrounds)
  }

  const ofTemplates = saying('templates.json', problems)
  sayTwice(codesAt(city.templates), ofTemplates)
  city.templates.forEach((template, i) => {
    const leaf = leaves.get(template.category)
    if (!leaf) ofTemplates(`[${i}].category`, `unknown category ${template.category}`)
    else if (!leaf.kinds.includes(template.kind)) {
      ofTemplates(`[${i}].kind`, `${leaf.code} does not take the kind ${template.kind}`)
    }
    sayTwice(codesAt(template.fields, `[${i}].fields`), ofTemplates)
    const codes = new Set(template.fields.map((field) => field.code))
    for (const [locale, text] of Object.entries(template.skeleton)) {
      const used = new Set([...text.matchAll(/\{([^}]*)\}/g)].map((match) => match[1] ?? ''))
      for (const name of used) {
        if (!codes.has(name)) ofTemplates(`[${i}].skeleton.${locale}`, `uses {${name}}, and no field is called so`)
      }
      for (const name of codes) {
        if (!used.has(name)) ofTemplates(`[${i}].skeleton.${locale}`, `does not use the field ${name}`)
      }
    }
    template.fields.forEach((field, f) => {
      if ((field.type === 'choice') !== (field.choices !== undefined)) {
        ofTemplates(`[${i}].fields[${f}].choices`, 'choices belong to a field of type choice, and to no other')
      }
    })
  })

  const ofSamples = saying('samples.json', problems)
  for (const [code, samples] of Object.entries(city.samples.appeals)) {
    const leaf = leaves.get(code)
    if (!leaf) ofSamples(`appeals.${code}`, `unknown category ${code}`)
    samples.forEach((sample, i) => {
      if (leaf && !leaf.kinds.includes(sample.kind)) {
        ofSamples(`appeals.${code}[${i}].kind`, `${code} does not take the kind ${sample.kind}`)
      }
    })
  }
  for (const code of leaves.keys()) {
    if (!city.samples.appeals[code]) ofSamples('appeals', `no sample for ${code}`)
  }
  for (const code of Object.keys(city.samples.replies)) {
    if (code !== '*' && !leaves.has(code) && !groups.has(code)) ofSamples(`replies.${code}`, `unknown category ${code}`)
  }
  if (!city.samples.replies['*']) ofSamples('replies', 'no replies under *, for categories without their own')
  return problems
}
