import { base } from '../../jest.base.js';

export default {
  ...base,
  displayName: 'iletimerkezi-core',
  collectCoverageFrom: ['src/**/*.ts', '!src/test-support/**', '!src/**/*.spec.ts'],
  coverageThreshold: { global: { lines: 95, branches: 90 } },
};
