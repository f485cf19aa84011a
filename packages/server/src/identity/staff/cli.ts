import { parseArgs } from 'node:util'
import { loadCity } from '../../city/index.ts'
import { readEnv } from '../../env.ts'
import { migrate, openDatabase, systemClock, systemRandom } from '../../kernel/index.ts'
import { createSessions } from '../sessions/sessions.ts'
import { createStaffAdministration } from './staff.service.ts'
import { createStaffAccess } from './access.service.ts'

/**
 * Lets the first administrator of a city in, and one who has lost everything when no other is left:
 *   npm run staff:invite -- --name 张三 --login zhangsan
 * Prints the link of an invitation. Whoever may run this holds the database and its keys anyway.
 */
const { values } = parseArgs({ options: { name: { type: 'string' }, login: { type: 'string' } } })
if (!values.name || !values.login) throw new Error('--name and --login are needed')
const env = readEnv()
await migrate(env.databaseUrl)
const city = loadCity(env.cityFolder)
const db = await openDatabase({ url: env.databaseUrl, keys: env.keys })
try {
  const kernel = { db, clock: systemClock, random: systemRandom }
  const staff = createStaffAdministration({ kernel, city })
  const service = city.city.settings.serviceName
  const access = createStaffAccess({ kernel, sessions: createSessions(kernel), staff, service, oidc: null })
  const areaPath = city.tree.pathOf(city.tree.root.code)
  const token = await access.invitations.inviteAdministrator({ name: values.name, loginName: values.login, areaPath })
  process.stdout.write(`${env.publicUrl ?? `http://localhost:${env.port}`}/desk/invitation#${token}\n`)
} finally {
  await db.close()
}
