import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acceptedReports, reportsOf } from '../build/api.ts'
import { BUDGETS, bytesOf, loaderBytes } from '../build/size.ts'
import { compile, complaints, pack, run, type Packed } from './packed.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

let packed: Packed
beforeAll(async () => {
  packed = await pack()
})
afterAll(() => packed?.remove())

const read = (path: string) => readFileSync(join(root, path), 'utf8')
/** The one block of a README that a stranger copies. */
const linesOf = (path: string) => [...read(path).matchAll(/^```js\n(.*?)^```$/gms)].map(([, code = '']) => code)

describe('a stranger', () => {
  test('reads the same five lines in every README', () => {
    const [lines = '', ...others] = linesOf('README.md')
    expect(others).toEqual([])
    expect(lines.trim().split('\n')).toHaveLength(5)
    expect(linesOf('README.zh-CN.md')).toEqual([lines])
    expect(linesOf('packages/sdk/README.md')).toEqual([lines])
  })

  test('installs the tarball alone, runs the five lines and sees the first stage done', () => {
    const project = mkdtempSync(join(tmpdir(), 'civic-first-'))
    try {
      writeFileSync(join(project, 'package.json'), '{}')
      run('npm', ['install', '--offline', '--no-audit', '--no-fund', packed.tarball], project)
      const [lines = ''] = linesOf('README.md')
      writeFileSync(join(project, 'first.mjs'), lines)
      const { stdout, stderr, status } = spawnSync(process.execPath, ['first.mjs'], { cwd: project, encoding: 'utf8' })
      expect([status, stderr]).toEqual([0, ''])
      expect(stdout).toContain(`stage: 'sent', state: 'done'`)
      // As CommonJS, too: what a test runner of yesterday loads.
      const required = `const { mockCity } = require('@civicgrid/sdk/testing'); console.log(mockCity().clock.now())`
      expect(run(process.execPath, ['-e', required], project).trim()).toBe(String(Date.parse('2026-03-02T01:30:00Z')))
    } finally {
      rmSync(project, { recursive: true, force: true })
    }
  })

  test('compiles the five lines, and the mock with msw, libraries checked too', () => {
    const [lines = ''] = linesOf('README.md')
    const msw = `import { http } from 'msw'
import { mockCity } from '@civicgrid/sdk/testing'
export const handlers = mockCity().handlers(http).map(({ info }) => info.path)
export const wrong = mockCity().fail({ code: 'NO_SUCH_CODE' })
`
    expect(complaints(compile(packed.project, { 'first.ts': lines }, 'bundler'))).toEqual([])
    mkdirSync(join(packed.project, 'node_modules'), { recursive: true })
    symlinkSync(join(root, 'packages/sdk/node_modules/msw'), join(packed.project, 'node_modules', 'msw'), 'dir')
    // msw's own libraries are not ours to check.
    const found = complaints(compile(packed.project, { 'msw.ts': msw }, 'bundler')).filter((line) =>
      line.startsWith('msw.ts'),
    )
    expect(found).toHaveLength(1)
    expect(found[0]).toMatch(/^msw\.ts:4 TS2322 .*NO_SUCH_CODE/)
  })
})

describe('the public surface', () => {
  test('is what was accepted: else `npm run api:accept`, and a changeset', () => {
    const [now, accepted] = [reportsOf(packed.folder), acceptedReports()]
    expect(Object.keys(now).toSorted()).toEqual(Object.keys(accepted).toSorted())
    // Their names say where to look; the difference itself is what `git diff` shows once it is accepted.
    expect(Object.keys(now).filter((door) => now[door] !== accepted[door])).toEqual([])
  })

  test('would be told of another name', () => {
    const types = join(packed.folder, 'dist', 'wechat.d.ts')
    const before = readFileSync(types, 'utf8')
    writeFileSync(types, `${before}\nexport declare const unsaid: number\n`)
    try {
      const { wechat } = reportsOf(packed.folder, ['wechat'])
      expect(wechat).not.toBe(acceptedReports().wechat)
      expect(wechat).toContain('unsaid')
    } finally {
      writeFileSync(types, before)
    }
  })
})

test('what a page loads is within its budget, measured as `npm run size` does', async () => {
  const { loader = 0, ...doors } = BUDGETS
  expect(await loaderBytes(packed.project)).toBeLessThanOrEqual(loader)
  for (const [door, budget] of Object.entries(doors)) {
    const bytes = await bytesOf(join(packed.folder, 'dist', `${door}.js`), packed.project, ['vue'])
    expect(bytes, door).toBeGreaterThan(500)
    expect(bytes, door).toBeLessThanOrEqual(budget)
  }
})
