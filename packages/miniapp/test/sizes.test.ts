/** What each package weighs: within its budget, and as the documentation says. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { packageSizes, sizeTable, type PackageSize } from '../build/sizes.ts'
import { built } from './built.ts'

const BUDGETS: Readonly<Record<string, number>> = {
  main: 700_000,
  appeals: 400_000,
  board: 300_000,
  me: 200_000,
  whole: 2_000_000,
}

let packages: PackageSize[]
let sizes: PackageSize[]
beforeAll(async () => {
  const { dist, roots } = await built()
  packages = packageSizes(dist, roots)
  sizes = [...packages, { name: 'whole', bytes: packages.reduce((sum, { bytes }) => sum + bytes, 0) }]
})

test('each package is within its budget', () => {
  console.log(sizeTable(packages, BUDGETS))
  for (const { name, bytes } of sizes) expect(bytes, name).toBeLessThanOrEqual(BUDGETS[name] ?? 0)
})

test.each(['README.md', 'README.zh-CN.md', 'docs/guides/miniapp.md'])(
  '%s says what they weigh, near enough',
  (file) => {
    const text = readFileSync(fileURLToPath(new URL(`../../../${file}`, import.meta.url)), 'utf8')
    for (const { name, bytes } of sizes) {
      const [, written, most] =
        new RegExp(`^\\| ${name} +\\| +(\\d[\\d,]*) \\| +(\\d[\\d,]*) \\|$`, 'm').exec(text) ?? []
      const kb = (number: string | undefined) => Number(number?.replace(',', ''))
      expect(kb(most), `${name} in ${file}`).toBe((BUDGETS[name] ?? 0) / 1000)
      // A change that weighs little need not touch three documents.
      const off = Math.abs(kb(written) - bytes / 1000)
      expect(off, `${name} is ${Math.round(bytes / 1000)} kB, and ${file} says ${written}`).toBeLessThan(bytes / 20_000)
    }
  },
)
