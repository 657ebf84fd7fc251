import { expect, it } from '@jest/globals';
import { orderStates, outboxPage } from '../scripts/order-states.mjs';

// guarantee: G-025
it('docs/outbox.md draws the state machine as the code has it; node scripts/order-states.mjs draws it anew', () => {
  const { written, wanted } = outboxPage();
  expect(written).toContain(orderStates());
  expect(written).toBe(wanted);
});
