import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SmsService } from '../sending/sms.service.js';
import { startTestApp, type TestApp } from '../test-support/test-app.js';
import { ReportsService } from './reports.service.js';

describe('ReportsService', () => {
  let app: TestApp;
  let orderId: string;
  let reports: ReportsService;
  const recipients = ['+905301234567', '+905301234568', '+905301234569'];

  beforeAll(async () => {
    app = await startTestApp();
    reports = app.get(ReportsService);
    ({ orderId } = await app.get(SmsService).send({ kind: 'transactional', text: 'Rapor', recipients }));
    app.emulator.advance('PT1M');
  });
  afterAll(() => app.close());

  it('returns a page of an order’s report', async () => {
    const report = await reports.get(orderId, { page: 1, rowCount: 2 });
    expect(report).toMatchObject({ orderId, status: 'completed' });
    expect(report.recipients).toHaveLength(2);
  });

  it('iterates over all recipients', async () => {
    const numbers: string[] = [];
    for await (const { number } of reports.recipients(orderId)) numbers.push(number);
    expect(numbers.toSorted()).toEqual(recipients);
  });

  it('iterates over the orders of a range longer than the provider allows per request', async () => {
    const now = Date.now();
    const found: string[] = [];
    const range = { from: new Date(now - 25 * 86_400_000), to: new Date(now + 86_400_000) };
    for await (const order of reports.orders(range)) found.push(order.orderId);
    expect(found).toEqual([orderId]);
  });

  it('throws for an unknown order', async () => {
    await expect(reports.get('999999999')).rejects.toMatchObject({ code: 'order-not-found' });
  });
});
