import { base } from '../jest.base.js';

export default {
  ...base,
  displayName: 'cross-tests',
  testTimeout: 120_000,
  testPathIgnorePatterns: [...base.testPathIgnorePatterns, '/test/hosts/'],
};
