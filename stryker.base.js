import { base } from './jest.base.js';

/**
 * What mutation testing of every package shares: `npx -y pnpm@12 mutation`. Minutes long, so not a part of the tests.
 *
 * @param {{ mutate: string[], testMatch: string[] }} which sources, and the specs that are to notice.
 */
export const mutationOf = ({ mutate, testMatch }) => ({
  plugins: ['@stryker-mutator/jest-runner'],
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules'],
  jest: { projectType: 'custom', config: { ...base, forceExit: false, testMatch } },
  coverageAnalysis: 'perTest',
  // What is read once, when a file is loaded, such as a table: each of its mutants would need every test in a fresh process.
  ignoreStatic: true,
  mutate,
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  reporters: ['clear-text', 'progress-append-only', 'json'],
  jsonReporter: { fileName: 'mutation.json' },
  concurrency: 2,
  thresholds: { high: 95, low: 85, break: 85 },
  // Its rewriting of a tsconfig needs an API that TypeScript 7 has not; nothing here reads one.
  tsconfigFile: 'none',
  ignorePatterns: ['dist', 'coverage', 'jest.config.js'],
  tempDirName: '.stryker-tmp',
});
