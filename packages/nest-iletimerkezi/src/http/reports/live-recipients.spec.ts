import { describe, expect, it } from '@jest/globals';
import { LiveRecipients } from './live-recipients.js';

const numbers = ['+905300000001', '+905300000002', '+905300000003'];
const waiting = () => numbers.map((number) => ({ number, status: 'waiting' as const, finalAt: null }));

function loaded(): LiveRecipients {
  const live = new LiveRecipients(Date.now());
  live.load(waiting());
  return live;
}

describe('LiveRecipients', () => {
  it('returns the changes after any revision, each recipient once with its last status', () => {
    const live = loaded();
    live.record('+905300000001', 'delivered');
    const { revision } = live;
    live.record('+905300000003', 'undelivered');
    expect(live.changesSince(revision)).toEqual([[2, 2, expect.any(Number)]]);
    expect(live.changesSince(0).map(([index, status]) => [index, status])).toEqual([
      [0, 1],
      [2, 2],
    ]);
    expect(live.final).toBe(2);
  });

  it('replaces a final status only with the database’s, never with a late delivery report', () => {
    const live = loaded();
    live.record('+905300000001', 'delivered');
    expect(live.record('+905300000001', 'waiting')).toBe(false);
    expect(live.record('+905300000001', 'undelivered')).toBe(false);
    live.load([
      { number: '+905300000001', status: 'undelivered', finalAt: new Date() },
      ...waiting().slice(1),
    ]);
    expect(live.columns().statuses).toBe('200');
    expect(live.final).toBe(1);
  });

  it('keeps the positions of withheld recipients and does not wait for their delivery', () => {
    const live = loaded();
    live.load([
      { number: '+905300000002', status: 'withheld', finalAt: null },
      ...waiting().filter((_, at) => at !== 1),
    ]);
    expect(live.columns()).toMatchObject({ numbers, statuses: '040' });
    expect([live.final, live.withheld]).toEqual([0, 1]);
    expect(live.record('+905300000002', 'delivered')).toBe(false);
  });

  it('keeps the time of a status that was received before the report was opened', () => {
    const createdAt = Date.now() - 60_000;
    const live = new LiveRecipients(createdAt);
    const finalAt = new Date(createdAt + 1_500);
    live.load([{ number: '+905300000001', status: 'delivered', finalAt }, ...waiting().slice(1)]);
    expect(live.columns().changedAfterMs).toEqual([1_500, 0, 0]);
    expect(live.changesSince(0)).toEqual([[0, 1, 1_500]]);
  });

  it('ignores numbers of other orders', () => {
    const live = loaded();
    expect(live.record('+905309999999', 'delivered')).toBe(false);
    expect(live.final).toBe(0);
  });

  it('accepts only cursors of its own rows', () => {
    const live = loaded();
    live.record('+905300000001', 'delivered');
    expect(live.revisionOf(live.cursor)).toBe(live.revision);
    expect(live.revisionOf(loaded().cursor)).toBeUndefined();
    expect(live.revisionOf('nonsense')).toBeUndefined();
    expect(live.revisionOf(undefined)).toBeUndefined();
  });
});
