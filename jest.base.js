import { fileURLToPath } from 'node:url';

/** What every package's Jest run shares: TypeScript through SWC, native ES modules, decorators with metadata. */
export const base = {
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  // Tests wait for events, never for time; a busy machine only makes them slower.
  testTimeout: 120_000,
  // A test that failed may leave its server open; the run must end with its counts all the same.
  forceExit: true,
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
