// Draws the land of a made-up city from its drawing.json: node tools/run.mjs tools/city/draw-city.ts cities/haitang
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { drawCity } from './draw/draw.ts'

const folder = process.argv[2]
if (folder === undefined) {
  console.error('which city? e.g. cities/haitang')
  process.exit(2)
}
for (const [name, text] of drawCity(JSON.parse(readFileSync(join(folder, 'drawing.json'), 'utf8')))) {
  const file = join(folder, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  console.log(`${file}  ${(text.length / 1024).toFixed(0)} kB`)
}
