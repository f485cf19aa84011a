import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** What we hand to readers who may copy from it. */
const GUIDES = [
  'README.md',
  'README.zh-CN.md',
  'packages/sdk/README.md',
  ...readdirSync(join(root, 'docs/guides'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/guides/${name}`),
]

/** What a snippet finds around it, since a reader's page has it: a client, an appeal that was seen, places to show things. */
export const SURROUNDINGS = `
type Sdk = typeof import('@civicgrid/sdk')
declare const civic: import('@civicgrid/sdk').Civic
declare const createCivic: Sdk['createCivic']
declare const isCivicError: Sdk['isCivicError']
declare const code: string
declare const expectedVersion: number
declare const progress: import('@civicgrid/sdk').Progress
declare const file: Blob
declare const signal: AbortSignal
declare const sentences: Record<import('@civicgrid/sdk').ErrorCode, string>
declare function show(what: unknown): void
declare function reload(changes: import('@civicgrid/sdk').Changes | null): void
`

/** Every TypeScript block of the guides: a file each, named by where it stands, its code on the lines where it stands. */
export function snippets(): Record<string, string> {
  const found: Record<string, string> = {}
  for (const guide of GUIDES) {
    const text = readFileSync(join(root, guide), 'utf8')
    for (const { index, 1: code = '' } of text.matchAll(/^```ts(?: run)?\n(.*?)^```$/gms)) {
      const line = text.slice(0, index).split('\n').length
      // A module, so that names of one snippet are not those of the next, and it may shadow what is around it.
      found[`${guide.replaceAll('/', '-')}-${line}.ts`] = `${'\n'.repeat(line)}${code}export {}\n`
    }
  }
  return found
}

/** Blocks that stand for themselves (`ts run`): each is a program, by where it first stands. */
export function programs(): Record<string, string> {
  const found = new Map<string, string>()
  for (const guide of GUIDES) {
    const text = readFileSync(join(root, guide), 'utf8')
    for (const { index, 1: code = '' } of text.matchAll(/^```ts run\n(.*?)^```$/gms))
      // The two languages of a page show one program, but for its comments.
      if (![...found.values()].some((other) => withoutComments(other) === withoutComments(code)))
        found.set(`${guide}:${text.slice(0, index).split('\n').length}`, code)
  }
  return Object.fromEntries(found)
}

const withoutComments = (code: string): string => code.replaceAll(/ *\/\/ .*$/gm, '')
