import { mutationOf } from '../../stryker.base.js';

/** The rules: segments, consents, numbers, addresses, senders and times. */
export default mutationOf({
  mutate: [
    'src/segments/*.ts',
    'src/consents/*.ts',
    'src/phone/*.ts',
    'src/{email,sender,istanbul-time}.ts',
    '!src/**/*.spec.ts',
    '!src/**/index.ts',
  ],
  testMatch: ['**/src/{segments,consents,phone}/*.spec.ts', '**/src/*.spec.ts'],
});
