import { describe, expect, it, jest } from '@jest/globals';
import type { CampaignDetail, ReportEvent } from 'iletimerkezi-core/shared';
import { applyReportEvent, followReport, type LiveReport } from './liveReport.js';

const createdAt = '2026-11-21T10:00:00.000Z';
const start = Date.parse(createdAt);
const counts = { total: 3, waiting: 3, delivered: 0, undelivered: 0, unknown: 0, notSent: 0 };
const campaign: CampaignDetail = {
  kind: 'transactional',
  revision: 1,
  id: 'campaign',
  state: 'sending',
  sender: 'MARKA',
  text: 'Merhaba',
  parts: 1,
  duplicates: 0,
  withheld: 0,
  unchecked: 0,
  createdAt,
  counts,
  paused: false,
  orderCount: 1,
  orders: [],
};
const snapshot = (statuses: string, changedAfterMs = [0, 5, 0]): ReportEvent => ({
  kind: 'snapshot',
  campaign,
  settled: false,
  numbers: ['+905300000001', '+905300000002', '+905300000003'],
  statuses,
  changedAfterMs,
});
const changes: ReportEvent = { kind: 'changes', campaign, settled: false, changes: [[2, 2, 40]] };

describe('applyReportEvent', () => {
  it('reads the rows of a snapshot, with the time of a final status', () => {
    expect(applyReportEvent(undefined, snapshot('010'))?.rows).toEqual([
      { number: '+905300000001', status: 'waiting' },
      { number: '+905300000002', status: 'delivered', updatedAt: start + 5 },
      { number: '+905300000003', status: 'waiting' },
    ]);
    expect(applyReportEvent(undefined, snapshot('010', [0, 0, 0]))?.rows[1]).toEqual({
      number: '+905300000002',
      status: 'delivered',
    });
  });

  it('leaves withheld recipients out of the rows and keeps the positions of the others', () => {
    const before = applyReportEvent(undefined, snapshot('410'));
    expect(before?.rows.map(({ number }) => number)).toEqual(['+905300000002', '+905300000003']);
    expect(applyReportEvent(before, changes)?.rows.map(({ status }) => status)).toEqual([
      'delivered',
      'undelivered',
    ]);
  });

  it('replaces changed rows only, and changes nothing when an event arrives twice', () => {
    const before = applyReportEvent(undefined, snapshot('010'))!;
    const once = applyReportEvent(before, changes)!;
    expect(once.rows[2]).toEqual({ number: '+905300000003', status: 'undelivered', updatedAt: start + 40 });
    expect(once.rows[0]).toBe(before.rows[0]);
    expect(applyReportEvent(once, changes)?.rows).toBe(once.rows);
  });

  it('keeps a campaign with a higher revision', () => {
    const newer = { ...campaign, revision: 2, paused: true };
    const before = { ...applyReportEvent(undefined, snapshot('010'))!, campaign: newer };
    expect(applyReportEvent(before, changes)?.campaign).toBe(newer);
  });

  it('waits for a snapshot', () => {
    expect(applyReportEvent(undefined, changes)).toBeUndefined();
  });
});

it('followReport closes the source when the report is final', () => {
  const target = new EventTarget();
  const close = jest.fn();
  const reports: LiveReport[] = [];
  followReport(Object.assign(target, { close }) as unknown as EventSource, (report) => reports.push(report));
  const send = (event: ReportEvent) =>
    target.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(event) }));
  send(snapshot('010'));
  expect(close).not.toHaveBeenCalled();
  send({ ...changes, settled: true });
  expect(close).toHaveBeenCalledTimes(1);
  expect(reports.map(({ settled }) => settled)).toEqual([false, true]);
});
