import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { KnipConfig } from 'knip'

/**
 * What counts as used, for the search for unused files, exports and dependencies in `npm test`. Knip finds tests, builds
 * and exported doors by itself; commands of the root's package.json go through tools/run.mjs, which it cannot see through.
 */
const { scripts } = JSON.parse(readFileSync(fileURLToPath(new URL('../package.json', import.meta.url)), 'utf8')) as {
  scripts: Record<string, string>
}
const commands = Object.values(scripts).flatMap((script) => /tools\/run\.mjs (\S+\.ts)/.exec(script)?.[1] ?? [])

/** Files of a folder that commands start, relative to it. */
function startedIn(folder: string): string[] {
  return commands.filter((file) => file.startsWith(`${folder}/`)).map((file) => file.slice(folder.length + 1))
}

const config: KnipConfig = {
  // An exported type describes what a function takes or gives, also when nobody names it yet.
  exclude: ['types'],
  ignoreExportsUsedInFile: true,
  workspaces: {
    '.': {
      entry: ['tools/run.mjs', 'tools/prepare.ts', 'tools/test/main.ts', 'tools/*.config.*', 'tools/city/*.ts'],
      project: ['tools/**/*.{ts,mjs}'],
      ignoreDependencies: ['@typescript/native-preview', 'oxlint', 'oxlint-tsgolint', 'prettier', 'vue-tsc'],
    },
    'packages/server': {
      entry: [
        'src/main.ts',
        'prisma/generate.ts',
        'src/**/*.test.ts',
        'test/photos/make.ts',
        'test/command-speed.ts',
        ...startedIn('packages/server'),
      ],
      ignoreDependencies: ['@prisma/client'],
      ignoreBinaries: ['mount', 'umount'],
    },
    'packages/sdk': {
      // The types of the mock's door are written from a file of their own; the build finds the loader by its name.
      entry: [
        'test/**/*.test.ts',
        'src/testing/door.ts',
        'src/loader/index.ts',
        'src/cli/main.ts',
        ...startedIn('packages/sdk'),
      ],
      ignoreDependencies: ['@arethetypeswrong/cli'],
    },
    'packages/kit': { project: ['src/**/*.ts'] },
    'packages/portal': {
      entry: ['src/prerender.ts', 'src/begin.ts', 'src/embed.begin.ts'],
      project: ['src/**/*.{ts,vue}', 'build/**/*.ts'],
    },
    'packages/miniapp': {
      // Taro finds these by their names.
      entry: [
        'src/app.ts',
        'src/**/*.config.ts',
        'src/**/index.vue',
        'src/platform/aria-runtime.ts',
        'config/*',
        'build/*',
      ],
      project: ['src/**/*.{ts,vue}', 'build/**'],
      // The preset's own plugin for TypeScript is found beside the preset.
      ignoreDependencies: [
        /^@tarojs\//,
        '@babel/runtime',
        '@babel/plugin-transform-typescript',
        'vue-loader',
        '@theme',
      ],
    },
    e2e: { entry: ['**/*.test.ts', 'support/*.ts', ...startedIn('e2e')] },
    docs: { entry: ['test/**/*.test.ts', 'build/theme/index.ts'] },
    bench: { entry: ['baseline/*.ts', ...startedIn('bench')] },
    'examples/*': { entry: ['*.ts'] },
  },
}
export default config
