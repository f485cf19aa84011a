import { readdirSync, readFileSync } from 'node:fs'
import { Validator } from '@seriousme/openapi-schema-validator'
import openapiTS, { astToString } from 'openapi-typescript'
import { describe, expect, test } from 'vitest'
import { ERRORS, REST_OPERATIONS, SCOPE_OF_PROCEDURE } from '@civicgrid/contracts'
import { differences } from '../../test/openapi-diff.ts'
import { currentDocument } from './openapi.cli.ts'
import type { OpenApi } from './openapi.parts.ts'
import { pageOf } from './page.ts'

const FOLDER = new URL('../../../../docs/api/', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8')
const api = JSON.parse(currentDocument()) as OpenApi
const stored = (name: string) => JSON.parse(read(name)) as OpenApi

test('the document is OpenAPI 3.1', async () => {
  const { valid, errors } = await new Validator().validate(JSON.parse(currentDocument()))
  expect(errors).toBeUndefined()
  expect(valid).toBe(true)
})

describe('a change of the interface', () => {
  test('is written down: `npm run openapi` writes docs/api/openapi.json', () => {
    expect(read('openapi.json')).toBe(currentDocument())
  })
  test('breaks nobody’s client, unless a changeset says that it is a major one', () => {
    const breaks = differences(stored('openapi.released.json'), api).filter((one) => one.breaks)
    const folder = new URL('../../../../.changeset/', import.meta.url)
    const said = readdirSync(folder)
      .filter((name) => name.endsWith('.md'))
      .some((name) => /^['"]?@civicgrid\/[\w-]+['"]?: major$/m.test(readFileSync(new URL(name, folder), 'utf8')))
    expect(said ? [] : breaks.map(({ what }) => what)).toEqual([])
  })
  test('reaches the types of whoever generates a client', async () => {
    const types = astToString(await openapiTS(new URL('openapi.json', FOLDER)))
    const kept = readFileSync(new URL('../../test/generated/openapi.ts', import.meta.url), 'utf8')
    expect(kept.slice(kept.indexOf('export'))).toBe(types.slice(types.indexOf('export')))
  })
})

describe('what breaks a client is told from what does not', () => {
  /** The document, after something in it was set to another value; undefined: taken away. */
  function changed(path: readonly string[], value?: unknown): { breaks: string[]; additions: string[] } {
    const after = structuredClone(api)
    const parent = path.slice(0, -1).reduce<Record<string, unknown>>(
      (at, name) => {
        const inside = at[name]
        if (typeof inside !== 'object' || inside === null) throw new Error(`no ${name} on the way`)
        return inside as Record<string, unknown>
      },
      after as object as Record<string, unknown>,
    )
    const name = path.at(-1) ?? ''
    if (value === undefined) delete parent[name]
    else parent[name] = value
    const found = differences(api, after)
    const words = (breaks: boolean) => found.filter((one) => one.breaks === breaks).map(({ what }) => what)
    return { breaks: words(true), additions: words(false) }
  }
  const SEND = ['paths', '/appeals', 'post']
  const BODY = [...SEND, 'requestBody', 'content', 'application/json', 'schema']
  const RECEIPT = ['components', 'schemas', 'Receipt']

  test('nothing, where nothing changed', () => {
    expect(differences(api, structuredClone(api))).toEqual([])
  })
  test.each<[string, string[], unknown]>([
    ['an operation is gone', ['paths', '/changes'], undefined],
    ['an operation has another name', [...SEND, 'operationId'], 'submit'],
    ['an operation takes another scope', [...SEND, 'security'], [{ oidc: ['appeals.rate'] }]],
    [
      'a field must be sent that need not be',
      [...BODY, 'required'],
      ['kind', 'category', 'text', 'place', 'anonymous'],
    ],
    ['a value is no longer taken', [...BODY, 'properties', 'kind'], { type: 'string', enum: ['help'] }],
    ['a text may be less long', [...BODY, 'properties', 'text', 'maxLength'], 100],
    ['a field of an answer is gone', [...RECEIPT, 'properties', 'version'], undefined],
    ['a field of an answer may be left out', [...RECEIPT, 'required'], ['code']],
    ['a field of an answer is of another type', [...RECEIPT, 'properties', 'version'], { type: 'string' }],
    ['a parameter is gone', ['paths', '/appeals', 'get', 'parameters'], []],
    ['a success has another status', [...SEND, 'responses', '201'], undefined],
  ])('%s: breaks', (_, path, value) => {
    expect(changed(path, value).breaks).not.toEqual([])
  })
  test.each<[string, string[], unknown]>([
    ['a new operation', ['paths', '/new'], { get: api.paths['/city']?.get }],
    ['a new field that may be sent', [...BODY, 'properties', 'more'], { type: 'string' }],
    ['a new field of an answer', [...RECEIPT, 'properties', 'more'], { type: 'string' }],
    ['a longer text', [...BODY, 'properties', 'text', 'maxLength'], 9000],
  ])('%s: breaks nothing, and is seen', (_, path, value) => {
    const { breaks, additions } = changed(path, value)
    expect(breaks).toEqual([])
    expect(additions).not.toEqual([])
  })
})

describe('the table of operations', () => {
  test('names each procedure that a token may call by a scope, or says why it does not', () => {
    const named = new Set(REST_OPERATIONS.map(({ procedure }) => procedure))
    const scoped = Object.entries(SCOPE_OF_PROCEDURE).flatMap(([path, scope]) => (scope === 'page' ? [] : [path]))
    // The map's parts, the plate's code and proposals are for pages of ours; uploads and streams are no procedures.
    const apart = [
      'city.shapes',
      'city.layers',
      'city.plate',
      'city.places',
      'assist.propose',
      'files.upload',
      'progress.live',
    ]
    expect(scoped.filter((path) => !named.has(path) && !apart.includes(path) && !path.startsWith('webhook'))).toEqual(
      [],
    )
  })
  test('refuses with statuses that the document names', () => {
    for (const { id, method, path, errors } of REST_OPERATIONS)
      for (const code of errors)
        expect(Object.keys(api.paths[path]?.[method.toLowerCase()]?.responses ?? {}), id).toContain(
          String(ERRORS[code].status),
        )
  })
})

test('the page names every operation in both languages, and needs no script', () => {
  for (const locale of ['zh-CN', 'en'] as const) {
    const page = pageOf(api, locale)
    for (const { id, title } of REST_OPERATIONS) {
      expect(page).toContain(`id="${id}"`)
      expect(page).toContain(title[locale])
    }
    expect(page).not.toContain('<script')
    expect(page).not.toMatch(/\son\w+=/)
  }
})
