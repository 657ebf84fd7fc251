import { describe, expect, it } from '@jest/globals';
import { LiveRecipients } from './live-recipients.js';

const numbers = ['+905300000001', '+905300000002', '+905300000003'];
const waiting = () => numbers.map((number) => ({ number, status: 'waiting' as const, finalAt: null }));

function watched(): LiveRecipients {
  const live = new LiveRecipients(Date.now());
  live.load(waiting());
  return live;
}

describe('recipients somebody watches', () => {
  it('tell what changed since any revision, each recipient once with its last status', () => {
    const live = watched();
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

  it('never let a late report undo a final status, but let the database do so', () => {
    const live = watched();
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

  it('keep the place of whom the message is withheld from, who have no delivery to wait for', () => {
    const live = watched();
    live.load([
      { number: '+905300000002', status: 'withheld', finalAt: null },
      ...waiting().filter((_, at) => at !== 1),
    ]);
    expect(live.columns()).toMatchObject({ numbers, statuses: '040' });
    expect([live.final, live.withheld]).toEqual([0, 1]);
    expect(live.record('+905300000002', 'delivered')).toBe(false);
  });

  it('keep the time of a last word that came before anybody watched', () => {
    const createdAt = Date.now() - 60_000;
    const live = new LiveRecipients(createdAt);
    const finalAt = new Date(createdAt + 1_500);
    live.load([{ number: '+905300000001', status: 'delivered', finalAt }, ...waiting().slice(1)]);
    expect(live.columns().changedAfterMs).toEqual([1_500, 0, 0]);
    expect(live.changesSince(0)).toEqual([[0, 1, 1_500]]);
  });

  it('leave strangers out', () => {
    const live = watched();
    expect(live.record('+905309999999', 'delivered')).toBe(false);
    expect(live.final).toBe(0);
  });
});
