import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** `npm run screenshots`: no test, but the pictures of all screens, made with what the end-to-end tests are made of. */
export default defineConfig({
  root: join(import.meta.dirname, '../../..'),
  test: {
    include: ['test/e2e/screenshots/screenshots.ts'],
    globalSetup: ['test/e2e/support/setup.ts'],
    testTimeout: 600_000,
    reporters: ['verbose'],
  },
})
