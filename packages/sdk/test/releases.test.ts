import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from './packed.ts'

// What a release does, tried in a copy of the repository as far as `changeset version` looks at it.

const root = fileURLToPath(new URL('../../..', import.meta.url))
let copy: string
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'civic-release-'))
  const manifests = globSync(
    ['package.json', '{packages,examples}/*/package.json', '{e2e,bench,docs,cities}/package.json'],
    {
      cwd: root,
    },
  )
  for (const path of [...manifests, 'pnpm-workspace.yaml', 'pnpm-lock.yaml']) {
    mkdirSync(dirname(join(copy, path)), { recursive: true })
    cpSync(join(root, path), join(copy, path))
  }
  cpSync(join(root, '.changeset'), join(copy, '.changeset'), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir')
  const git = (...args: string[]) =>
    run('git', ['-c', 'user.name=release', '-c', 'user.email=release@example.cn', ...args], copy)
  git('init', '--quiet', '--initial-branch=main')
  git('add', '.changeset', 'package.json', 'packages')
  git('commit', '--quiet', '-m', 'as it stands')
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

const versionOf = (folder: string, name: string) =>
  (JSON.parse(readFileSync(join(folder, 'packages', name, 'package.json'), 'utf8')) as { version?: string }).version
const said = () =>
  readdirSync(join(root, '.changeset'))
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .map((name) => {
      const [, kind, words = ''] =
        /^---\n'@civicgrid\/sdk': (\w+)\n---\n+(.*)$/s.exec(readFileSync(join(root, '.changeset', name), 'utf8')) ?? []
      return { name, kind, words: words.trim() }
    })

test('every changeset names the SDK, a kind and a sentence', () => {
  for (const { name, kind, words } of said()) {
    expect(['major', 'minor', 'patch'], name).toContain(kind)
    expect(words.length, name).toBeGreaterThan(20)
  }
})

test('`changeset version` makes the next version of the SDK alone, with a changelog of all that was said', () => {
  const [before, sentences] = [versionOf(root, 'sdk') ?? '', said()]
  run(process.execPath, [join(root, 'node_modules/@changesets/cli/bin.js'), 'version'], copy)
  const [major = 0, minor = 0, patch = 0] = before.split('.').map(Number)
  const kinds = new Set(sentences.map(({ kind }) => kind))
  const next = kinds.has('major')
    ? `${major + 1}.0.0`
    : kinds.has('minor')
      ? `${major}.${minor + 1}.0`
      : kinds.has('patch')
        ? `${major}.${minor}.${patch + 1}`
        : before
  expect(versionOf(copy, 'sdk')).toBe(next)
  for (const name of ['contracts', 'kit', 'portal', 'server'])
    expect(versionOf(copy, name), name).toBe(versionOf(root, name))
  const changelog = join(copy, 'packages/sdk/CHANGELOG.md')
  expect(existsSync(changelog)).toBe(sentences.length > 0)
  for (const { name, words } of sentences) {
    expect(readFileSync(changelog, 'utf8')).toContain(words.split('\n')[0])
    expect(existsSync(join(copy, '.changeset', name)), name).toBe(false)
  }
})
