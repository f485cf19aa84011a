import { createCivic } from '@civicgrid/sdk'
import { afterAll, expect, test } from 'vitest'
import { standIn } from '../../packages/server/test/oidc-provider.ts'
import { freePort } from '../../tools/pg.ts'
import { barriers } from '../support/axe.ts'
import { DESK } from '../support/browser.ts'
import { as } from '../support/cast.ts'
import { open, visit } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { desk } from '../support/words.ts'

// A city that has an identity of its own for staff: one press at the door, and nobody types a password here.

const PORT = await freePort()
const provider = await standIn(() => `http://127.0.0.1:${PORT}/api/desk/city-identity/callback`)
afterAll(() => provider.stop())
const here = journey({
  env: {
    PORT: String(PORT),
    STAFF_OIDC_ISSUER: provider.issuer,
    STAFF_OIDC_CLIENT_ID: 'civicgrid',
    STAFF_OIDC_CLIENT_SECRET: 'a secret of the city',
    STAFF_OIDC_NAME: '太政通|TaiID',
  },
})

/** Somebody at the desk whom an administrator has linked. @returns their name */
async function linked(subject: string): Promise<string> {
  const personas = await createCivic({ baseUrl: here.url }).identity.demoPersonas()
  const administrator = personas.find(({ roles }) => roles.some(({ role }) => role === 'administrator'))
  if (!administrator) throw new Error('the demo has no administrator')
  const civic = as(here.url, administrator)
  const { items } = await civic.staff.list({ role: 'operator' }).page()
  const [one] = items
  if (!one) throw new Error('the demo has no operator')
  const { version } = await civic.staff.get(one.ref)
  await civic.staffAccess.linkSubject({ ref: one.ref, expectedVersion: version, subject })
  return one.name
}

test('who is linked comes in by one press; who is not reads what to do', async () => {
  const page = await open(here.browser, DESK)
  await visit(page, `${here.url}/desk`)
  const door = page.getByRole('link', { name: desk('access.cityIdentity', { name: '太政通' }) })
  await door.waitFor()
  expect(await barriers(page)).toEqual([])
  await door.click()
  await page.getByText(desk('access.unknown')).waitFor()
  expect(await barriers(page)).toEqual([])

  const name = await linked(provider.state.subject)
  await door.click()
  await page.locator('.staff').getByText(name, { exact: true }).waitFor()
  expect(new URL(page.url()).origin).toBe(here.url)
  await page.context().close()
})
