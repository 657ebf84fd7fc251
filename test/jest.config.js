import { base } from '../jest.base.js';

export default {
  ...base,
  displayName: 'cross-tests',
  // The longest of all suites, and the last to end: it may have both processors of a small machine.
  maxWorkers: 2,
  testPathIgnorePatterns: [...base.testPathIgnorePatterns, '/test/hosts/'],
};
