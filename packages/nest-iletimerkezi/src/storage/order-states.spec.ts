import { describe, expect, it } from '@jest/globals';
import { ORDER_STATES, ORDER_TRANSITIONS, sourcesOf } from './order-states.js';

describe('the states of an order', () => {
  it.each([
    ['checking', ['claimed']],
    ['pending', ['checking', 'claimed', 'submitting']],
    ['claimed', ['pending']],
    ['submitting', ['claimed']],
    ['submitted', ['submitting']],
    ['unknown', ['submitting']],
    ['held', ['checking', 'pending', 'claimed', 'submitting', 'unknown']],
    ['resent', ['unknown', 'held']],
    ['reconciled', ['unknown', 'held', 'resent']],
    ['settled', ['submitted', 'reconciled']],
    ['rejected', ['submitting', 'held']],
    ['expired', ['checking', 'pending', 'claimed']],
    ['cancelled', ['checking', 'pending', 'claimed']],
    ['withheld', ['checking', 'claimed']],
  ] as const)('%s is reached from %j and from nowhere else', (state, sources) => {
    expect(sourcesOf(state)).toEqual(sources);
  });

  it('that are ends lead nowhere', () => {
    const ends = ORDER_STATES.filter((state) => Object.keys(ORDER_TRANSITIONS[state]).length === 0);
    expect(ends).toEqual(['settled', 'rejected', 'expired', 'cancelled', 'withheld']);
  });
});
