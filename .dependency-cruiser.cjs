const { existsSync } = require('node:fs')

/** The import rule of the project (see CONTRIBUTING.md), as allowed and forbidden arrows. */
const NODE_MODULE = '^node_modules/'

/** Where programs and workers begin, and what import.meta.glob collects. */
const ENTRIES =
  '^electron/(main|preload|hosts/[^/]+/main|core/runtime/[^/]+-worker|sandbox/worker|core/catalogue/reports/[^/]+\\.report)\\.ts$'

/** What only the page's server uses counts as used until the command that starts it exists. */
const DESKTOP_PARTS = existsSync('electron/hosts/cli/commands/serve.ts') ? [] : ['^electron/hosts/server/']

/** A folder may import itself, what is listed, and packages. */
function only(name, from, ...to) {
  return {
    name,
    comment: `${from} may import only ${to.join(', ') || 'itself'}`,
    severity: 'error',
    from: { path: from },
    to: { pathNot: [from, ...to, NODE_MODULE], dependencyTypesNot: ['core'] },
  }
}

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    // `virtual:` is what the build makes.
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^virtual:' } },
    {
      name: 'no-orphans',
      comment: 'nothing imports it and it imports nothing: left over',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '\\.d\\.ts$',
          '^test/tools/',
          '^test/electron-double/page-shim\\.js$',
          '^test/e2e/support/shifted-clock\\.mjs$',
          '\\.config\\.[jt]s$',
        ],
      },
      to: {},
    },
    {
      name: 'no-unused-modules',
      comment: 'no entry point leads to it',
      severity: 'error',
      from: { path: ENTRIES },
      to: {
        path: '^electron/',
        pathNot: [ENTRIES, '\\.d\\.ts$', ...DESKTOP_PARTS],
        reachable: false,
      },
    },
    {
      name: 'no-test-in-product',
      severity: 'error',
      from: { path: '^(electron|renderer)/' },
      to: { path: '^(test|build)/' },
    },

    only('contract', '^electron/contract/'),
    {
      name: 'contract-packages',
      comment: 'the contract runs anywhere: zod and dates only, nothing of Node',
      severity: 'error',
      from: { path: '^electron/contract/' },
      to: { pathNot: ['^electron/contract/', '^node_modules/(zod|date-fns|@date-fns/utc)/'] },
    },
    only('core', '^electron/core/', '^electron/contract/'),
    only('sandbox', '^electron/sandbox/', '^electron/contract/', '^electron/core/catalogue/'),
    only('hosts', '^electron/hosts/', '^electron/(contract|core|sandbox)/'),
    only('shell', '^electron/(shell/|main\\.ts$|preload\\.ts$)', '^electron/(contract|core|sandbox)/'),
    only('renderer', '^renderer/', '^electron/contract/', '^virtual:'),
    {
      name: 'renderer-no-node',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'electron-in-the-shell-only',
      severity: 'error',
      from: { pathNot: '^(electron/(shell/|main\\.ts$|preload\\.ts$)|test/|build/)' },
      to: { path: ['^node_modules/electron/', '^electron$'] },
    },
    {
      name: 'vue-in-the-renderer-only',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: '^node_modules/(vue|pinia|@vue|chart\\.js)/' },
    },
    {
      name: 'exceljs-in-its-writer-only',
      comment: 'the workbook is planned without it; the import reader reads XLSX lists with it',
      severity: 'error',
      from: {
        path: '^(electron|renderer)/',
        pathNot: ['^electron/core/excel/write[^/]*\\.ts$', '^electron/core/service/import[^/]*\\.ts$'],
      },
      to: { path: '^node_modules/exceljs/' },
    },
    {
      name: 'sqlite-in-the-store-only',
      severity: 'error',
      from: { path: '^(electron|renderer)/', pathNot: '^electron/core/store/' },
      to: { path: '^node_modules/(better-sqlite3|@types/better-sqlite3)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
      extensions: ['.ts', '.vue', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
}
