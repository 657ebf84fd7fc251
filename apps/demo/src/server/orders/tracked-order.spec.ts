import { describe, expect, it } from '@jest/globals';
import { problem } from '../http/problems.js';
import { TrackedOrder } from './tracked-order.js';

const numbers = ['+905300000001', '+905300000002', '+905300000003'];

function order() {
  return new TrackedOrder({
    id: 'a',
    sender: 'EMULATOR',
    text: 'Merhaba',
    purpose: { kind: 'transactional' },
    parts: 1,
    duplicates: 0,
    numbers,
  });
}

describe('TrackedOrder', () => {
  it('waits for every recipient at first, and is completed when the last one is final', () => {
    const tracked = order();
    tracked.accept('77');
    expect(tracked.view().counts).toEqual({ total: 3, waiting: 3, delivered: 0, undelivered: 0, unknown: 0 });
    tracked.record(numbers[0]!, 'delivered');
    tracked.record(numbers[1]!, 'undelivered');
    expect(tracked.state).toBe('sending');
    tracked.record(numbers[2]!, 'delivered');
    expect(tracked.state).toBe('completed');
    expect(tracked.view().counts).toEqual({ total: 3, waiting: 0, delivered: 2, undelivered: 1, unknown: 0 });
  });

  it('never takes a final status back, whatever comes late or twice', () => {
    const tracked = order();
    expect(tracked.record(numbers[0]!, 'delivered')).toBe(true);
    expect(tracked.record(numbers[0]!, 'delivered')).toBe(false);
    expect(tracked.record(numbers[0]!, 'waiting')).toBe(false);
    expect(tracked.record(numbers[0]!, 'undelivered')).toBe(false);
    expect(tracked.page(0, 3).statuses).toBe('100');
  });

  it('replaces an unknown status when a final one comes', () => {
    const tracked = order();
    tracked.record(numbers[0]!, 'unknown');
    expect(tracked.record(numbers[0]!, 'delivered')).toBe(true);
    expect(tracked.view().counts).toMatchObject({ unknown: 0, delivered: 1 });
  });

  it('ignores a number that is not in the order', () => {
    expect(order().record('+905300000009', 'delivered')).toBe(false);
  });

  it('tells what changed since any revision', () => {
    const tracked = order();
    tracked.record(numbers[2]!, 'delivered');
    const seen = tracked.revision;
    tracked.record(numbers[0]!, 'undelivered');
    expect(tracked.frameSince(0).changes.map(([index, status]) => [index, status])).toEqual([
      [0, 2],
      [2, 1],
    ]);
    expect(tracked.frameSince(seen).changes.map(([index, status]) => [index, status])).toEqual([[0, 2]]);
    expect(tracked.frameSince(tracked.revision).changes).toEqual([]);
  });

  it('is unknown with its problem when no answer came, and sending once the id is known', () => {
    const tracked = order();
    tracked.markUnknown(problem('outcome-unknown'));
    expect(tracked.view()).toMatchObject({ state: 'unknown', problem: { code: 'outcome-unknown' } });
    expect(tracked.view().counts).toMatchObject({ total: 3, waiting: 0, unknown: 3 });
    tracked.accept('77');
    expect(tracked.view()).toMatchObject({ state: 'sending', orderId: '77', problem: undefined });
  });

  it('gives its recipients in pages', () => {
    const tracked = order();
    tracked.record(numbers[1]!, 'delivered');
    expect(tracked.page(1, 5)).toMatchObject({
      offset: 1,
      total: 3,
      numbers: numbers.slice(1),
      statuses: '10',
    });
  });
});
