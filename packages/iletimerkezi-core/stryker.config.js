import { mutationOf } from '../../stryker.base.js';

/** The rules: segments, consents, numbers, addresses, senders and times. */
export default mutationOf({
  mutate: [
    'src/segments/*.ts',
    'src/consents/*.ts',
    'src/{phone,email,sender,istanbul-time}.ts',
    '!src/**/*.spec.ts',
    '!src/**/index.ts',
  ],
  testMatch: ['**/src/{segments,consents}/*.spec.ts', '**/src/*.spec.ts'],
});
