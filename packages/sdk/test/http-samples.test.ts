import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Language, Parser } from 'web-tree-sitter'

// The samples for languages that speak plain HTTP, read by the grammars of their languages: also where those are not
// installed. Where they are, packages/server/src/rest/samples.test.ts runs them.

const ROOT = join(import.meta.dirname, '../../..')
const grammars = join(createRequire(import.meta.url).resolve('tree-sitter-wasms/package.json'), '../out')
const read = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8')
const { paths } = JSON.parse(read('docs', 'api', 'openapi.json')) as { paths: Record<string, Record<string, unknown>> }

async function hasError(language: string, text: string): Promise<boolean> {
  await Parser.init()
  const parser = new Parser()
  parser.setLanguage(await Language.load(join(grammars, `tree-sitter-${language}.wasm`)))
  return parser.parse(text)?.rootNode.hasError ?? true
}

/** `call("POST", "/appeals/" + … + "/supplements"`, as the document writes it. */
function calls(text: string): string[] {
  return [...text.matchAll(/call\(\s*"(GET|POST)",\s*((?:"[^"]*"|[^,"])+)/g)].map(([, method = '', path = '']) => {
    const parts = [...path.matchAll(/"([^"]*)"/g)].map(([, part = '']) => part)
    const named = parts.join('{code}') + (parts.length === 1 && parts[0]?.endsWith('/') ? '{code}' : '')
    return `${method} ${named.split('?')[0] ?? ''}`
  })
}

test.each([
  ['python', ['http-python', 'civicgrid.py']],
  ['java', ['http-java', 'CivicGrid.java']],
])('the sample in %s can be read by its language, and calls what the document has', async (language, file) => {
  const text = read('examples', ...file)
  expect(await hasError(language, text)).toBe(false)
  // A bracket too few is found, so that the line above says something.
  expect(await hasError(language, text.replace(/\)(?=[^)]*$)/, ''))).toBe(true)
  const known = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const called = [...new Set(calls(text))]
  expect(called.toSorted()).toEqual([
    'GET /appeals/{code}',
    'GET /changes',
    'GET /city',
    'POST /appeals',
    'POST /appeals/{code}/supplements',
  ])
  expect(called.filter((one) => !known.includes(one))).toEqual([])
})
