import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

/** Opening a database or a browser on a busy machine takes longer than vitest's five seconds. */
const SLOW = { testTimeout: 60_000, hookTimeout: 120_000 }
const JOURNEY = { testTimeout: 180_000, hookTimeout: 180_000 }

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [vue()],
        test: {
          name: 'unit',
          ...SLOW,
          include: ['packages/{contracts,sdk,kit,portal}/src/**/*.test.ts', 'tools/**/*.test.ts'],
        },
      },
      {
        // On the database that TEST_DATABASE names (sqlite, postgresql) and the city that TEST_CITY names.
        test: {
          name: 'server',
          include: ['packages/server/**/*.test.ts', 'bench/**/*.test.ts', 'examples/**/*.test.ts'],
          globalSetup: ['tools/test/postgres-setup.ts'],
          // Each file opens a database of its own and keeps nothing beside it; the modules are read once for all of them.
          isolate: false,
          ...SLOW,
        },
      },
      {
        // On what is built and packed, not on sources.
        test: {
          name: 'package',
          include: ['packages/{sdk,portal,miniapp,miniapp-harness}/test/**/*.test.ts', 'docs/test/**/*.test.ts'],
          ...JOURNEY,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['e2e/**/*.test.ts'],
          globalSetup: ['tools/test/postgres-setup.ts', 'e2e/support/run-folder.ts'],
          fileParallelism: false,
          // A file has a server and pages of its own; the modules are read once for all of them.
          isolate: false,
          ...JOURNEY,
        },
      },
    ],
  },
})
