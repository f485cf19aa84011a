import { prepareMiniapp } from '../prepare-miniapp.ts'
import { prepare } from '../prepare.ts'
import { check } from './check.ts'
import type { Stage, StageContext, Tally } from './stage.ts'
import { types } from './types.ts'
import { vitest } from './vitest.ts'

/** The first city, which everything is tried with on SQLite; and the second, of another shape, on PostgreSQL. */
const CITY_A = { TEST_DATABASE: 'sqlite', TEST_CITY: 'haitang' }
const CITY_B = { TEST_DATABASE: 'postgresql', TEST_CITY: 'yunling' }

function onPostgres(context: StageContext): typeof CITY_B & Record<string, string> {
  if (context.cluster === undefined) throw new Error('This stage asked for no cluster')
  return { ...CITY_B, TEST_POSTGRES_URL: context.cluster.url }
}

/** The mini-program is tried in a stage of its own, in each city. */
const MINIAPP = 'e2e/miniapp/'
/** What staff and partners do; with what residents do in a portal it would be longer than all else together. */
const AT_DESK = ['crash', 'desk', 'docs', 'identity', 'integrations', 'roles'].map((folder) => `e2e/${folder}/`)
const apart = [MINIAPP, ...AT_DESK].map((folder) => `${folder}**`)

async function miniapp(root: string, env: Record<string, string> & { TEST_CITY: string }): Promise<Tally> {
  await prepare(env.TEST_CITY)
  await prepareMiniapp(env.TEST_CITY)
  return vitest(root, 'journeys', env, { only: [MINIAPP] })
}

/** In this order, two side by side: what says most quickly what is wrong, then the longest first, so that both sides end together. */
export const STAGES: readonly Stage[] = [
  { name: 'format', run: ({ root }) => check(root, 'prettier', '--check', '--log-level=warn', '.') },
  { name: 'lint', run: ({ root }) => check(root, 'oxlint', '--deny-warnings') },
  { name: 'types', run: ({ root }) => types(root) },
  { name: 'imports', run: ({ root }) => check(root, 'depcruise', '--config', 'tools/imports.config.mjs', 'packages') },
  { name: 'unused', run: ({ root }) => check(root, 'knip', '--config', 'tools/unused.config.ts') },
  {
    name: 'journeys-sqlite',
    run: async ({ root }) => {
      await prepare(CITY_A.TEST_CITY)
      return vitest(root, 'journeys', CITY_A, { except: apart })
    },
  },
  {
    name: 'desk-sqlite',
    run: async ({ root }) => {
      await prepare(CITY_A.TEST_CITY)
      return vitest(root, 'journeys', CITY_A, { only: AT_DESK })
    },
  },
  { name: 'routers-sqlite', run: ({ root }) => vitest(root, 'server', CITY_A) },
  {
    name: 'routers-postgresql',
    postgres: true,
    run: (context) => vitest(context.root, 'server', onPostgres(context)),
  },
  {
    name: 'journeys-postgresql',
    postgres: true,
    run: async (context) => {
      await prepare(CITY_B.TEST_CITY)
      return vitest(context.root, 'journeys', onPostgres(context), { only: ['every-city'], except: [`${MINIAPP}**`] })
    },
  },
  { name: 'miniapp-sqlite', run: ({ root }) => miniapp(root, CITY_A) },
  {
    name: 'miniapp-postgresql',
    postgres: true,
    run: (context) => miniapp(context.root, onPostgres(context)),
  },
  {
    name: 'packages',
    run: async ({ root }) => {
      await prepare(CITY_A.TEST_CITY)
      await prepareMiniapp(CITY_A.TEST_CITY)
      return vitest(root, 'package')
    },
  },
  { name: 'unit', run: ({ root }) => vitest(root, 'unit') },
]
