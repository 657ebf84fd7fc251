import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BadRequestException } from '@nestjs/common';
import fc from 'fast-check';
import { startTestApp, type TestApp } from '../test-support/test-app.js';
import { makeDeliveryReport } from '../testing/make-delivery-report.js';
import { DeliveryInbox } from './delivery-inbox.js';
import type { ArrivedDelivery, DeliveryStore } from '../options/delivery-store.js';

describe('DeliveryInbox', () => {
  let app: TestApp;
  let inbox: DeliveryInbox;
  const claimed: ArrivedDelivery[] = [];
  const store: DeliveryStore = {
    claim: async (delivery) => {
      claimed.push(delivery);
      return 'new';
    },
    release: async () => undefined,
    settle: async () => undefined,
    kept: async () => [],
  };

  beforeAll(async () => {
    app = await startTestApp({ options: { webhook: { tokens: ['a-token-that-is-long-enough'], store } } });
    inbox = app.get(DeliveryInbox);
  });
  afterAll(() => app.close());

  it('decodes a body that the host did not parse, as a string or bytes', async () => {
    const body = JSON.stringify(makeDeliveryReport({ id: 7 }));
    await expect(inbox.receive('default', body)).resolves.toMatchObject({ id: '7' });
    await expect(inbox.receive('default', Buffer.from(body))).resolves.toMatchObject({ id: '7' });
  });

  it('uses a custom store', async () => {
    claimed.length = 0;
    await inbox.receive('default', makeDeliveryReport({ id: 'mine' }));
    expect(claimed).toMatchObject([{ id: 'mine', account: 'default', receivedAt: expect.any(Date) }]);
  });

  // guarantee: G-079
  it('accepts or rejects any body without another error', async () => {
    const report = fc.record({
      report: fc.dictionary(fc.constantFrom('id', 'packet_id', 'status', 'to'), fc.anything()),
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.anything(), fc.string(), report), async (body) => {
        const received = await inbox.receive('default', body).catch((error: unknown) => error);
        expect(received instanceof BadRequestException || claimed.length > 0).toBe(true);
      }),
    );
  });
});
