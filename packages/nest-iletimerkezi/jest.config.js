import { base } from '../../jest.base.js';

export default {
  ...base,
  displayName: 'nest-iletimerkezi',
  globalSetup: './src/test-support/start-spec-server.mjs',
  globalTeardown: './src/test-support/stop-spec-server.mjs',
  collectCoverageFrom: ['src/**/*.ts', '!src/test-support/**', '!src/**/*.spec.ts'],
  coverageThreshold: { global: { lines: 95, branches: 90 } },
};
