import { base } from '../jest.base.js';

export default {
  ...base,
  displayName: 'cross-tests',
  testPathIgnorePatterns: [...base.testPathIgnorePatterns, '/test/hosts/'],
};
