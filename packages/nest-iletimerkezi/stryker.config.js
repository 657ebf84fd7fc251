import { base } from '../../jest.base.js';

/**
 * Mutation testing of the outbox's state machine: `npx -y pnpm@12 mutation`. Its decisions are called directly, with
 * the database and without the loops around them, so that a mutant costs a second and not a test's whole patience.
 */
export default {
  plugins: ['@stryker-mutator/jest-runner'],
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules'],
  jest: {
    projectType: 'custom',
    config: {
      ...base,
      forceExit: false,
      testMatch: [
        '**/src/storage/order-states.spec.ts',
        '**/src/outbox/submitter*.spec.ts',
        '**/src/outbox/reconciler.spec.ts',
      ],
    },
  },
  coverageAnalysis: 'perTest',
  // A mutant of what is read once, when a file is loaded, would need every test in a fresh process.
  ignoreStatic: true,
  mutate: ['src/storage/order-states.ts', 'src/outbox/{submitter,reconciler}.ts'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  reporters: ['clear-text', 'progress-append-only', 'json'],
  jsonReporter: { fileName: 'mutation.json' },
  concurrency: 2,
  thresholds: { high: 95, low: 85, break: 85 },
  // Its rewriting of a tsconfig needs an API that TypeScript 7 has not; nothing here reads one.
  tsconfigFile: 'none',
  ignorePatterns: ['dist', 'coverage', 'jest.config.js'],
  tempDirName: '.stryker-tmp',
};
