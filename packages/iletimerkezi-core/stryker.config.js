import { base } from '../../jest.base.js';

/** Mutation testing of the rules: `npx -y pnpm@12 mutation`. Minutes long, so not a part of the tests. */
export default {
  plugins: ['@stryker-mutator/jest-runner'],
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules'],
  jest: {
    projectType: 'custom',
    config: {
      ...base,
      forceExit: false,
      testMatch: ['**/src/{segments,consents}/*.spec.ts', '**/src/*.spec.ts'],
    },
  },
  coverageAnalysis: 'perTest',
  // Tables are read once, when a file is loaded: each of their mutants would need every test in a fresh process.
  ignoreStatic: true,
  mutate: [
    'src/segments/*.ts',
    'src/consents/*.ts',
    'src/{phone,email,sender,istanbul-time}.ts',
    '!src/**/*.spec.ts',
    '!src/**/index.ts',
  ],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  reporters: ['clear-text', 'progress-append-only', 'json'],
  jsonReporter: { fileName: 'mutation.json' },
  concurrency: 2,
  thresholds: { high: 95, low: 85, break: 85 },
  // Its rewriting of a tsconfig needs an API that TypeScript 7 has not; nothing here reads one.
  tsconfigFile: 'none',
  ignorePatterns: ['dist', 'jest.config.js'],
  tempDirName: '.stryker-tmp',
};
