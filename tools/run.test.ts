import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

let root: string
const children: ChildProcess[] = []
/** What the fake npx was called with, one call a line. */
const calls = () =>
  existsSync(join(root, 'calls')) ? readFileSync(join(root, 'calls'), 'utf8').trim().split('\n') : []

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'civicgrid-run-'))
  for (const folder of ['tools', 'fake', 'node_modules/.bin']) mkdirSync(join(root, folder), { recursive: true })
  for (const file of ['run.mjs', 'serve.mjs'])
    copyFileSync(fileURLToPath(new URL(file, import.meta.url)), join(root, 'tools', file))
  writeFileSync(join(root, 'package.json'), JSON.stringify({ packageManager: 'pnpm@1.2.3' }))
  writeFileSync(join(root, 'pnpm-lock.yaml'), 'one')
  writeFileSync(join(root, 'pnpm-workspace.yaml'), 'two')
  program('fake/npx', 'echo "$@" >> calls; test ! -e broken || { echo "no network"; exit 3; }')
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  rmSync(root, { recursive: true, force: true })
})

function program(path: string, script: string): void {
  writeFileSync(join(root, path), `#!/bin/sh\n${script}\n`)
  chmodSync(join(root, path), 0o755)
}

interface Ended {
  readonly code: number | null
  readonly words: string
}

function run(args: string[], onWords: (words: string, kill: (signal: NodeJS.Signals) => void) => void = () => {}) {
  return new Promise<Ended>((resolve) => {
    const env = { ...process.env, PATH: `${join(root, 'fake')}:${process.env.PATH}` }
    const child = spawn(process.execPath, [join(root, 'tools/run.mjs'), ...args], { env })
    children.push(child)
    let words = ''
    const hear = (chunk: Buffer) => {
      words += chunk.toString()
      onWords(words, (signal) => child.kill(signal))
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('close', (code) => resolve({ code, words }))
  })
}

test('the first run installs the pinned pnpm from the frozen lockfile, the second installs nothing', async () => {
  await run(['true'])
  await run(['true'])
  expect(calls()).toHaveLength(1)
  expect(calls()[0]).toMatch(/^--yes pnpm@1\.2\.3 install --frozen-lockfile /)
})

test('a changed lockfile is installed again', async () => {
  await run(['true'])
  writeFileSync(join(root, 'pnpm-lock.yaml'), 'other')
  await run(['true'])
  expect(calls()).toHaveLength(2)
})

test('start leaves out what only the journeys need, which any other command installs', async () => {
  program('node_modules/.bin/node', 'exit 0')
  await run(['start'])
  await run(['start'])
  expect(calls()).toEqual([expect.stringContaining('--filter=!@civicgrid/e2e')])
  await run(['test'])
  await run(['start'])
  expect(calls()).toEqual([expect.anything(), expect.not.stringContaining('--filter')])
})

test('an install that fails says why, runs nothing, and is tried again the next time', async () => {
  writeFileSync(join(root, 'broken'), '')
  const { code, words } = await run(['echo', 'ran'])
  expect(code).toBe(1)
  expect(words).toContain('no network')
  expect(words).not.toMatch(/^ran$/m)
  rmSync(join(root, 'broken'))
  expect(await run(['echo', 'ran'])).toMatchObject({ code: 0, words: expect.stringMatching(/^ran$/m) })
})

test('programs of the workspace come before those of the machine, and their exit code is ours', async () => {
  program('node_modules/.bin/node', 'echo the workspace node ran "$@"; exit 7')
  expect(await run(['node', '--flag'])).toMatchObject({
    code: 7,
    words: expect.stringContaining('the workspace node ran --flag'),
  })
})

test('a script of the workspace runs on its Node', async () => {
  program('node_modules/.bin/node', 'echo node "$@"')
  writeFileSync(join(root, 'tools/some.ts'), '')
  expect((await run(['tools/some.ts', 'a'])).words).toContain('node tools/some.ts a')
})

test.each(['SIGTERM', 'SIGINT'] as const)('%s reaches the server, and its exit code comes back', async (signal) => {
  program(
    'node_modules/.bin/node',
    `case "$1" in tools/*) exit 0;; esac
trap 'echo stopping; exit 5' TERM INT
echo serving; n=0; while [ $n -lt 400 ]; do sleep 0.05; n=$((n+1)); done`,
  )
  let sent = false
  const { code, words } = await run(['start'], (heard, kill) => {
    if (!sent && heard.includes('serving')) {
      sent = true
      kill(signal)
    }
  })
  expect(words).toContain('stopping')
  expect(code).toBe(5)
})

test('a server is not started when what it needs could not be made', async () => {
  program('node_modules/.bin/node', 'case "$1" in tools/*) exit 4;; esac; echo serving')
  const { code, words } = await run(['start'])
  expect(code).toBe(4)
  expect(words).not.toContain('serving')
})
