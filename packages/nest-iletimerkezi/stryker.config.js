import { mutationOf } from '../../stryker.base.js';

/**
 * The outbox's state machine. Its decisions are called directly, with the database and without the loops around them,
 * so that a mutant costs a second and not the complete timeout of a test.
 */
export default mutationOf({
  mutate: ['src/storage/order-states.ts', 'src/outbox/{submitter,reconciler}.ts'],
  testMatch: [
    '**/src/storage/order-states.spec.ts',
    '**/src/outbox/submitter*.spec.ts',
    '**/src/outbox/reconciler.spec.ts',
  ],
});
