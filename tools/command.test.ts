import { expect, test } from 'vitest'
import { command, endAll } from './command.ts'

const sh = (script: string, limitMs?: number) => command('/', 'sh', ['-c', script], {}, limitMs)

test('the exit code and both outputs come back', async () => {
  expect(await sh('echo out; echo err >&2; exit 3')).toEqual({
    code: 3,
    words: expect.stringMatching(/out\n.*err\n|err\n.*out\n/s),
  })
})

test('a program that is not there has failed', async () => {
  const { code, words } = await command('/', 'no-such-program', [])
  expect(code).not.toBe(0)
  expect(words).toContain('ENOENT')
})

test('what hangs is stopped with all that it started, and says so', async () => {
  const { code, words } = await sh('echo begun; sleep 60 & sleep 60', 300)
  expect(code).not.toBe(0)
  expect(words).toContain('begun')
  expect(words).toContain('did not end within 0.3 s')
})

test('when the run is stopped, so is what it started', async () => {
  const hanging = sh('sleep 60 & sleep 60')
  await new Promise((resolve) => setTimeout(resolve, 100))
  endAll()
  expect((await hanging).code).not.toBe(0)
})
