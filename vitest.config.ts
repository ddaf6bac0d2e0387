import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

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
        test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/e2e/**'] },
      },
    ],
  },
})
