import { describe, expect, it } from '@jest/globals';
import { ORDER_STATES } from 'iletimerkezi-core';
import { ORDER_TRANSITIONS, sourcesOf } from './order-states.js';
import { ORDER_WRITES } from './order-writes.js';

describe('the states of an order', () => {
  it.each([
    ['checking', ['claimed']],
    ['pending', ['checking', 'claimed', 'submitting', 'submitted', 'unknown', 'held', 'reconciled']],
    ['claimed', ['pending']],
    ['submitting', ['claimed']],
    ['submitted', ['submitting']],
    ['unknown', ['submitting']],
    ['held', ['checking', 'pending', 'claimed', 'submitting', 'unknown']],
    ['resent', ['unknown', 'held']],
    ['reconciled', ['unknown', 'held', 'resent', 'rejected']],
    ['settled', ['submitted', 'reconciled']],
    ['rejected', ['claimed', 'submitting', 'unknown', 'held']],
    ['expired', ['checking', 'pending', 'claimed']],
    ['cancelled', ['checking', 'pending', 'claimed', 'submitted', 'reconciled']],
    ['withheld', ['checking', 'claimed']],
  ] as const)('%s is entered from %j and from no other state', (state, sources) => {
    expect(sourcesOf(state)).toEqual(sources);
  });

  it.each(Object.entries(ORDER_WRITES))('allow every step of the write %s', (_, { from, to }) => {
    expect(sourcesOf(to)).toEqual(expect.arrayContaining([...from]));
  });

  // guarantee: G-025
  it('that are final have no next state', () => {
    const ends = ORDER_STATES.filter((state) => Object.keys(ORDER_TRANSITIONS[state]).length === 0);
    expect(ends).toEqual(['settled', 'expired', 'cancelled', 'withheld']);
  });
});
