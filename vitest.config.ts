// How the tests run: most in parallel; those that drive a whole app one file after another, with time for slow machines.
// Ends with one plain line of counts (test/support/reporter.ts).
import { defineConfig } from 'vitest/config';

const whole = [
  'test/e2e/**/*.test.ts',
  'test/packaging/**/*.test.ts',
  'test/browser/**/*.test.ts',
  'test/desktop/**/*.test.ts',
  'test/cli/**/*.test.ts',
  'test/generators/**/*.test.ts',
  'test/contract/transports.test.ts',
];

export default defineConfig({
  test: {
    reporters: ['default', './test/support/reporter.ts'],
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: [...whole, '**/node_modules/**'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'whole',
          include: whole,
          exclude: ['**/node_modules/**'],
          // Built bundles and browsers: two cores do not carry several at once.
          maxWorkers: 1,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
