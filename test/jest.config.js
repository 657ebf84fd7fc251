import { base } from '../jest.base.js';

export default {
  ...base,
  displayName: 'cross-tests',
  testSequencer: './support/longest-first.mjs',
  testPathIgnorePatterns: [...base.testPathIgnorePatterns, '/test/hosts/', '/test/examples/'],
};
