/**
 * The import rules of the workspace, checked by dependency-cruiser in `npm test`. What each part may see is decided in
 * docs/adr and explained by each rule's comment, which is printed when the rule is broken.
 */
const TEST = '\\.(test|fixtures)\\.ts$|^packages/[^/]+/test/'
const CAPABILITY = 'appeals|grid|doorstep|rides|partners|city-services|integrations|identity|notices|knowledge|insight'
/** Compiled away: `import type`. */
const AT_RUN_TIME = { dependencyTypesNot: ['type-only'] }

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or three. Types may refer to each other.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'What is imported has to exist, and to be named in the package.json beside it.',
      severity: 'error',
      from: { pathNot: TEST },
      to: { couldNotResolve: true, pathNot: 'prisma/generated|^virtual:|^@theme$|\\?|^/|\\.css$|/style/css$' },
    },
    {
      name: 'contracts-import-little',
      comment: 'contracts are what every side says: zod, chinese-days and themselves.',
      severity: 'error',
      from: { path: '^packages/contracts/src', pathNot: TEST },
      to: { pathNot: '^packages/contracts/src|node_modules/(zod|chinese-days)/' },
    },
    {
      name: 'machines-and-policies-are-pure',
      comment:
        'A machine and a policy get the time and the state handed in; they import contracts alone, and no schema library.',
      severity: 'error',
      from: { path: '\\.(machine|policy)\\.ts$' },
      to: { pathNot: '^packages/contracts/src', ...AT_RUN_TIME },
    },
    {
      name: 'constants-have-no-schemas',
      comment: 'The faces and the SDK load the constants; zod would cost them 92 kB.',
      severity: 'error',
      from: { path: '^packages/contracts/src/constants\\.ts$' },
      to: { path: 'node_modules/zod/', reachable: true },
    },
    {
      name: 'only-stores-see-the-database',
      comment:
        'Prisma and the drivers are seen by the kernel; a capability reaches the database in its *.store.ts alone.',
      severity: 'error',
      from: { path: '^packages/server/src', pathNot: `^packages/server/src/kernel/|\\.store\\.ts$|${TEST}` },
      to: { path: 'node_modules/(@prisma/|prisma/|better-sqlite3/|pg/)|^packages/server/prisma/', ...AT_RUN_TIME },
    },
    {
      name: 'routers-hold-no-logic',
      comment: 'A router names input, permission, service and output; it never reaches a store.',
      severity: 'error',
      from: { path: '^packages/server/src/.+\\.router\\.ts$' },
      to: { path: '\\.store\\.ts$', ...AT_RUN_TIME },
    },
    {
      name: 'stores-are-private',
      comment: "A store belongs to its capability; others ask the capability's service.",
      severity: 'error',
      from: { path: `^packages/server/src/(${CAPABILITY})/`, pathNot: TEST },
      to: {
        path: `^packages/server/src/(${CAPABILITY})/.+\\.store\\.ts$`,
        pathNot: '^packages/server/src/$1/',
        ...AT_RUN_TIME,
      },
    },
    {
      name: 'sdk-core-is-small',
      comment:
        "The SDK's core runs in every host app: of the workspace it takes the constants at run time, everything else as types.",
      severity: 'error',
      from: { path: '^packages/sdk/src', pathNot: `^packages/sdk/src/testing/|${TEST}` },
      to: {
        path: '^packages/(contracts|server|kit|portal)/',
        pathNot: '^packages/contracts/src/constants\\.ts$',
        ...AT_RUN_TIME,
      },
    },
    {
      name: 'sdk-has-no-schemas',
      comment: 'zod and server code never reach the SDK.',
      severity: 'error',
      from: { path: '^packages/sdk/src', pathNot: `^packages/sdk/src/testing/|${TEST}` },
      to: { path: 'node_modules/(zod|@trpc/server|@prisma)/', ...AT_RUN_TIME },
    },
    {
      name: 'faces-see-sdk-kit-constants',
      comment: 'A face reaches the server through the SDK alone, and of the contracts it takes the constants.',
      severity: 'error',
      from: { path: '^packages/(kit|portal|miniapp)/src', pathNot: TEST },
      to: {
        path: '^packages/(contracts|server)/',
        pathNot: '^packages/contracts/src/constants\\.ts$',
        ...AT_RUN_TIME,
      },
    },
    {
      name: 'kit-knows-no-sdk',
      comment: 'kit is words, tokens, formatters and view state: it is handed what it shows.',
      severity: 'error',
      from: { path: '^packages/kit/src', pathNot: TEST },
      to: { path: '^packages/(sdk|portal|miniapp)/', ...AT_RUN_TIME },
    },
    {
      name: 'capabilities-keep-apart',
      comment:
        "In a face a capability never reaches into another's folder; what they share goes to ui/, platform/ or kit.",
      severity: 'error',
      from: { path: `^packages/(?:portal|miniapp)/src/(?:desk/)?(${CAPABILITY})/` },
      to: {
        path: `^packages/(?:portal|miniapp)/src/(?:desk/)?(${CAPABILITY})/`,
        pathNot: '^packages/(?:portal|miniapp)/src/(?:desk/)?$1/',
      },
    },
    {
      name: 'packages-by-their-doors',
      comment: 'Another package is imported by its name and its exports, never by a path.',
      severity: 'error',
      from: { path: '^packages/([^/]+)/src', pathNot: TEST },
      to: { path: '^packages/', pathNot: '^packages/$1/', dependencyTypes: ['local'] },
    },
    {
      name: 'no-tests-in-code',
      comment: 'Code that ships imports no test and no fixture.',
      severity: 'error',
      from: { path: '^packages/[^/]+/src', pathNot: TEST },
      to: { path: TEST },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|/prisma/generated' },
    exclude: { path: '/(dist|\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
    skipAnalysisNotInRules: true,
  },
}
