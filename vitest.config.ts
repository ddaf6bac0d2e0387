import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { pageDefines, pagePlugins } from './build/renderer.vite.config.ts'

export default defineConfig({
  test: {
    restoreMocks: true,
    testTimeout: 30_000,
    // vitest would leave a core idle; on the two of a small build machine that is half.
    maxWorkers: availableParallelism(),
    coverage: {
      provider: 'v8',
      include: ['electron/**/*.ts', 'build/**/*.{ts,mjs}'],
      reporter: ['text-summary', 'html', 'lcov'],
      reportsDirectory: 'coverage',
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/renderer/**'],
          // what most files import takes longer than their tests: a worker imports it once
          isolate: false,
        },
      },
      {
        extends: true,
        define: pageDefines,
        plugins: pagePlugins(),
        test: {
          name: 'page',
          environment: 'happy-dom',
          include: ['test/renderer/**/*.test.ts'],
          // its modules import style sheets, which only vite can read
          server: { deps: { inline: ['element-plus'] } },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          // a worker keeps its Chromium from file to file
          isolate: false,
          globalSetup: ['test/e2e/support/setup.ts'],
          testTimeout: 60_000,
          expect: { poll: { timeout: 20_000, interval: 50 } },
        },
      },
    ],
  },
})
