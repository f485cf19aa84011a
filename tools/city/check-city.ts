// npm run city:check cities/haitang: one problem a line as `file path reason`, or one line that says what the city is made of.
import { problemLine } from '../../packages/server/src/city/load-city.ts'
import { readCity } from '../../packages/server/src/city/read-city.ts'

const folder = process.argv[2]
if (folder === undefined) {
  console.error('which city? e.g. npm run city:check cities/haitang')
  process.exit(2)
}
const { city, problems } = readCity(folder)
if (city) {
  const perLevel = city.areas.levels.map(
    ({ code }) => `${city.areas.areas.filter((area) => area.level === code).length} ${code}`,
  )
  const leaves = city.categories.reduce((sum, group) => sum + group.leaves.length, 0)
  console.log(
    `${city.settings.name['zh-CN']} ${city.settings.name.en}: ${perLevel.join(', ')}; ` +
      `${city.categories.length} groups, ${leaves} categories, ${city.ownership.length} rules of ownership, ` +
      `${city.templates.length} templates, ${city.places.length} places. Nothing is wrong.`,
  )
} else {
  for (const problem of problems) console.log(problemLine(problem))
  process.exitCode = 1
}
