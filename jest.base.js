import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

/** Options of a run. Jest refuses them in one of several projects. */
export const run = {
  // Tests wait for events, never for time; a busy machine only makes them slower.
  testTimeout: 240_000,
  // A test that failed may leave its server open; the run must end with its counts all the same.
  forceExit: true,
  // Two also on two processors, where Jest's default is one: most specs wait for a database, a process or a browser.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // Native modules of a finished spec stay in memory. A new process costs less than collecting garbage among them.
  workerIdleMemoryLimit: '1GB',
};

/** What the projects of all packages share: TypeScript through SWC, native ES modules, decorators with metadata. */
export const project = {
  // Not in the directory for temporary files, which scripts/test.mjs makes for every run.
  cacheDirectory: fileURLToPath(new URL('node_modules/.cache/jest', import.meta.url)),
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  setupFilesAfterEnv: [fileURLToPath(new URL('jest.printed.js', import.meta.url))],
  testMatch: ['**/*.spec.{ts,tsx}'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  transform: {
    '\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', tsx: true, decorators: true },
          transform: {
            legacyDecorator: true,
            decoratorMetadata: true,
            react: { runtime: 'automatic' },
          },
          keepClassNames: true,
        },
        module: { type: 'es6' },
      },
    ],
  },
};

/** The configuration of a package with one project. */
export const base = { ...run, ...project };
