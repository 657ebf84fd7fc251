import { describe, expect, it } from '@jest/globals';
import type { OrderFrame } from '../../shared/api/orders.js';
import { applyFrame, recipientRows, reportRows } from './order-report.js';

const createdAt = '2026-11-21T10:00:00.000Z';
const start = Date.parse(createdAt);
const page = {
  cursor: 'run-0',
  numbers: ['+905300000001', '+905300000002', '+905300000003'],
  statuses: '010',
  changedAfterMs: [0, 5, 0],
};
const frame = { order: { createdAt }, changes: [[2, 2, 40]] } as unknown as OrderFrame;

describe('the rows of a report', () => {
  it('have the time of a change, and none while they wait', () => {
    expect(recipientRows(page, createdAt)).toEqual([
      { number: '+905300000001', status: 'waiting' },
      { number: '+905300000002', status: 'delivered', updatedAt: start + 5 },
      { number: '+905300000003', status: 'waiting' },
    ]);
  });

  it('have no time if there was no subscription when it changed', () => {
    expect(recipientRows({ ...page, changedAfterMs: [0, 0, 0] }, createdAt)[1]).toEqual({
      number: '+905300000002',
      status: 'delivered',
    });
  });

  it('do not contain withheld recipients, and keep the positions of the others', () => {
    const rows = recipientRows({ ...page, statuses: '410' }, createdAt);
    expect(reportRows(rows).map(({ number }) => number)).toEqual(['+905300000002', '+905300000003']);
    expect(reportRows(applyFrame(rows, frame)).map(({ status }) => status)).toEqual([
      'delivered',
      'undelivered',
    ]);
  });

  it('are new objects only if a frame changed them, and do not change when a frame is repeated', () => {
    const rows = recipientRows(page, createdAt);
    const once = applyFrame(rows, frame);
    expect(once[2]).toEqual({ number: '+905300000003', status: 'undelivered', updatedAt: start + 40 });
    expect(once[0]).toBe(rows[0]);
    expect(once[1]).toBe(rows[1]);
    expect(applyFrame(once, frame)[2]).toBe(once[2]);
  });
});
