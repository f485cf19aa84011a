import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What WeChat counts as a package of its own, and how many bytes are in it. */
export interface PackageSize {
  name: string
  bytes: number
}

/** Bytes of the built program: its main package, and each subpackage. Hidden files are not uploaded. */
export function packageSizes(dist: string, roots: readonly string[]): PackageSize[] {
  const names = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) => {
    return statSync(join(dist, name)).isFile() && !/(^|\/)\./.test(name)
  })
  const of = (name: string) => roots.find((root) => name.startsWith(`${root}/`)) ?? 'main'
  return ['main', ...roots].map((each) => ({
    name: each,
    bytes: names.filter((name) => of(name) === each).reduce((sum, name) => sum + statSync(join(dist, name)).size, 0),
  }))
}

/** As a table, in kB of 1,000 bytes. */
export const sizeTable = (sizes: readonly PackageSize[], budgets: Readonly<Record<string, number>>): string =>
  ['| package | kB | at most |', '| --- | ---: | ---: |']
    .concat(
      [...sizes, { name: 'whole', bytes: sizes.reduce((sum, { bytes }) => sum + bytes, 0) }].map(
        ({ name, bytes }) => `| ${name} | ${Math.round(bytes / 1000)} | ${Math.round((budgets[name] ?? 0) / 1000)} |`,
      ),
    )
    .join('\n')
