import { describe, expect, it } from '@jest/globals';
import type { OrderView } from '../../shared/api.js';
import { OrderReport } from './order-report.js';

const page = { offset: 0, total: 3, numbers: ['+905300000001', '+905300000002', '+905300000003'], statuses: '010', changedAfterMs: [0, 5, 0] };
const order = {} as OrderView;

describe('OrderReport', () => {
  it('starts from a page of the report and takes frames in, twice without harm', () => {
    const report = new OrderReport(page);
    const frame = { order, changes: [[2, 2, 40]] as const };
    report.apply(frame);
    report.apply(frame);
    expect([0, 1, 2].map((index) => report.status(index))).toEqual([0, 1, 2]);
    expect(report.changedAfterMs(2)).toBe(40);
    expect(report.number(2)).toBe('+905300000003');
    expect(report.size).toBe(3);
  });
});
