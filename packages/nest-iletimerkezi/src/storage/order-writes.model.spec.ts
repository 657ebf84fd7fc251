// heavy: explores 320,000 states
import { describe, expect, it } from '@jest/globals';
import { explore } from '../test-support/explore.js';
import { type Mutation, OrderModel } from '../test-support/order-model.js';

/** One lost answer, delayed statement or crash, and two claims. With three claims there are 3.3 million states. */
const BOUNDS = { faults: 1, claims: 2 };

describe('the lifecycle of an order, in every interleaving of two instances', () => {
  // guarantee: G-028
  it('sends at most one complete request to the provider, loses no answer and reaches a final state', () => {
    const { states, fault } = explore(new OrderModel(BOUNDS));
    expect(fault).toBeUndefined();
    expect(states).toBeGreaterThan(20_000);
  });

  it('never rejects an accepted order that the client had classified as not sent', () => {
    expect(explore(new OrderModel({ ...BOUNDS, misjudges: true })).fault).toBeUndefined();
  });

  const SENT_AGAIN = /two complete requests|an accepted order is pending/;

  // guarantee: G-028
  it.each<[string, Mutation, { what: RegExp; misjudges?: boolean }]>([
    [
      'a release matches the instance alone and accepts submitting',
      { byInstance: ['release'], from: { release: ['claimed', 'submitting'] } },
      { what: SENT_AGAIN },
    ],
    ['a repeated “not sent” names no token', { unfenced: ['notSent'] }, { what: SENT_AGAIN }],
    [
      'a release names no token',
      { unfenced: ['release'], from: { release: ['claimed', 'submitting'] } },
      { what: SENT_AGAIN },
    ],
    [
      'a duplicate (451) rejects an order that was attempted before',
      { duplicateRejects: true },
      { what: /an accepted order is rejected/, misjudges: true },
    ],
    ['a late acceptance is dropped', { without: ['acceptedLate'] }, { what: /acceptance was persisted/ }],
    ['a sender ignores the marker of a recovery', { marksIgnoredBy: 'sender' }, { what: SENT_AGAIN }],
    ['a recovery creates no marker', { marksIgnoredBy: 'recovery' }, { what: SENT_AGAIN }],
    [
      'a recovery may prove an unknown order unsent after its marker was removed',
      { from: { provenUnsent: ['submitting', 'unknown'] } },
      { what: SENT_AGAIN },
    ],
    ['a claim whose answer was lost is not released', { without: ['release'] }, { what: /no final state/ }],
  ])('detects the violation when %s', (_, mutation, { what, misjudges = false }) => {
    const { fault } = explore(new OrderModel({ ...BOUNDS, mutation, misjudges }));
    expect(fault?.what).toMatch(what);
  });
});
