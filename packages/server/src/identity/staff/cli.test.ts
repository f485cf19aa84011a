import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessWorld, PASSWORD, type AccessWorld } from '../../../test/staff-access.ts'
import { totpCode } from './totp.ts'

let w: AccessWorld
beforeAll(async () => void (w = await accessWorld()))
afterAll(() => w.stop())

/** Runs `npm run staff:invite -- …` as its script does. */
function inviting(...args: string[]): Promise<{ code: number; out: string; told: string }> {
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: w.databaseUrl,
    CITY: process.env.TEST_CITY ?? 'haitang',
    PORT: '8799',
  }
  return new Promise((resolve) => {
    execFile(process.execPath, [join(import.meta.dirname, 'cli.ts'), ...args], { env }, (error, out, told) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, told }),
    )
  })
}

test('npm run staff:invite prints the link of an administrator’s invitation, which leads to the desk, once', async () => {
  const { code, out } = await inviting('--name', '首任', '--login', 'First')
  expect(code).toBe(0)
  // The command goes by the machine's clock.
  w.kernel.clock.set(Date.now())
  const token = /^http:\/\/localhost:8799\/desk\/invitation#([\w-]{43})\n$/.exec(out)?.[1] ?? ''
  const page = w.browser()
  const { data } = await page.post<{ loginName: string; totp: { secret: string } }>('staffAccess.openInvitation', {
    token,
  })
  expect(data.loginName).toBe('first')
  const accept = { token, password: PASSWORD, code: totpCode(data.totp.secret, w.kernel.clock.now()) }
  await page.post('staffAccess.acceptInvitation', accept)
  const me = await page.get<{ name: string; roles: { role: string }[] }>('identity.me')
  expect([me.data.name, me.data.roles.map(({ role }) => role)]).toEqual(['首任', ['administrator']])
  expect((await w.browser().post('staffAccess.acceptInvitation', accept)).error.code).toBe('INVITATION_INVALID')
})

test('it says what it needs', async () => {
  const { code, told } = await inviting('--name', '首任')
  expect([code, told]).toEqual([1, expect.stringContaining('--login')])
})
