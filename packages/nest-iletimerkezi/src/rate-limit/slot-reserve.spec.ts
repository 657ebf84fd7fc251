import { performance } from 'node:perf_hooks';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { SendSlot } from './rate-limit-queue.js';
import { SlotReserve } from './slot-reserve.js';

afterEach(() => {
  jest.restoreAllMocks();
});

const SLOT: SendSlot = {
  isInTime: true,
  waitForStart: async () => true,
  answered: () => undefined,
  release: () => undefined,
};

/** Runs orders of one recipient at an interval, each of which takes a reserved slot if there is one. */
function ordersEvery(intervalMs: number, orders: number) {
  let now = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => now);
  const reserve = new SlotReserve();
  let used = 0;
  let discarded = 0;
  for (let order = 0; order < orders; order += 1) {
    now += intervalMs;
    reserve.recordOrder();
    if (reserve.take()) used += 1;
    for (let slots = reserve.missing; slots > 0; slots -= 1) {
      reserve.keep({ slot: SLOT, at: now, discard: () => (discarded += 1) });
    }
  }
  return { used, discarded };
}

describe('the reserve of slots', () => {
  it.each([5, 10, 25, 50, 90])(
    'holds as many slots as orders every %i ms use before the slots expire',
    (intervalMs) => {
      expect(ordersEvery(intervalMs, 100)).toEqual({ used: 98, discarded: 0 });
    },
  );

  it('holds none while orders arrive rarely', () => {
    expect(ordersEvery(110, 100)).toEqual({ used: 0, discarded: 0 });
  });
});
