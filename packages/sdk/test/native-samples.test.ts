import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { Language, Parser } from 'web-tree-sitter'

// What the guide gives to makers of native apps: read by the grammars of their languages, since no compiler of theirs comes
// by npm.

const guide = readFileSync(fileURLToPath(new URL('../../../docs/guides/host-app.md', import.meta.url)), 'utf8')
const require = createRequire(import.meta.url)
const grammars = join(require.resolve('tree-sitter-wasms/package.json'), '../out')

/** Lines of a sample, as they stand in a class, at which its language says no. */
async function wrongLines(language: string, sample: string): Promise<number[]> {
  await Parser.init()
  const parser = new Parser()
  parser.setLanguage(await Language.load(join(grammars, `tree-sitter-${language}.wasm`)))
  const root = parser.parse(`class Page {\n${sample}\n}\n`)?.rootNode
  const wrong = root?.descendantsOfType('ERROR').map((node) => node?.startPosition.row ?? 0) ?? [0]
  return root?.hasError && wrong.length === 0 ? [0] : wrong
}
const samples = (language: string) =>
  [...guide.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))].map(([, code = '']) => code)

test.each([
  ['an iPhone', 'swift', 'securityOrigin'],
  ['Android', 'kotlin', 'webView.url'],
  ['HarmonyOS', 'typescript', 'getUrl()'],
])(
  'the sample for %s can be read by its language, and makes sure of the page that speaks',
  async (_, language, origin) => {
    const [sample = '', ...others] = samples(language)
    expect(others).toEqual([])
    expect(sample).toContain(origin)
    expect(sample).toContain('civicgridReceive')
    expect(await wrongLines(language, sample)).toEqual([])
    // A bracket too few is found, so that the line above says something.
    expect(await wrongLines(language, sample.replace(/\)(?=[^)]*$)/, ''))).not.toEqual([])
  },
)
