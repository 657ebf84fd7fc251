import { base } from '../../jest.base.js';

/** `pnpm test:examples`: installs each example from the npm registry, so it is not part of `test`. */
export default { ...base, displayName: 'examples' };
