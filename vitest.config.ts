import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/support/longest-first.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/bench/**', 'test/soak/**'],
    globalSetup: ['test/support/global-setup.ts'],
    pool: 'forks',
    // Files wait for telephones, browsers and workers for half of their time: a third keeps two processors busy.
    maxWorkers: 3,
    // A file finds the application loaded and the embedded database compiled by the one before it in its process:
    // four seconds less for each that needs them. So modules keep nothing but what is true for every file.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // Generous: they bound a hang, not a speed. A machine whose processor is lent to others may stand still for
    // seconds, which the tests of answers within two seconds cannot tell from a fault: hence the second try.
    testTimeout: 180_000,
    hookTimeout: 300_000,
    retry: process.env.CI === 'true' ? 2 : 0,
  },
})
