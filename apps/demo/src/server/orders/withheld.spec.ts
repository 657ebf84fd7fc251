import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startEmulator } from 'iletimerkezi-emulator';
import type { ConsentFormTexts, ConsentSummary } from '../../shared/api/consents.js';
import type { WithheldReport } from 'nest-iletimerkezi';
import type { OrderCheck } from '../../shared/api/orders.js';
import { startDemo, type Demo } from '../start-demo.js';
import {
  events,
  eventsOf,
  FAST,
  get,
  ORDER,
  post,
  refusalOf,
  send,
  untilState,
} from '../test-support/demo-api.js';

const [CONSENTED, REFUSED, UNKNOWN] = ['+905301112201', '+905301112202', '+905301112203'] as const;
const SALE = {
  ...ORDER,
  text: 'Yarın indirim var.',
  kind: 'commercial',
  audience: 'BIREYSEL',
  recipients: [CONSENTED, REFUSED, UNKNOWN],
};

describe('a commercial order', () => {
  let demo: Demo;

  beforeAll(async () => {
    demo = await startDemo({ delays: FAST });
    await decide(demo, CONSENTED, 'ONAY');
    await decide(demo, REFUSED, 'RET');
    await untilRegistered(demo);
  });

  afterAll(async () => {
    await demo?.close();
  });

  const withheldOf = async (id: string): Promise<WithheldReport> =>
    (await (await get(demo, `/api/orders/${id}/withheld`)).json()) as WithheldReport;

  it('returns the withheld recipients and those to check in İYS before it is sent', async () => {
    expect(await (await post(demo, '/api/orders/check', SALE)).json()).toMatchObject({
      recipients: 2,
      consents: { withheld: { refused: 1 }, toCheck: 1 },
      sms: 2,
    });
    const transactional = await (await post(demo, '/api/orders/check', ORDER)).json();
    expect(transactional).not.toHaveProperty('consents');
  });

  it('is sent to recipients who consented, and lists the others with their reasons', async () => {
    const { id } = await send(demo, SALE);
    const order = await untilState(demo, id, 'completed');
    expect(order).toMatchObject({ counts: { total: 1, delivered: 1 }, withheld: 2, unchecked: 0 });
    expect(await withheldOf(id)).toEqual({
      counts: { refused: 1, 'no-record': 1 },
      rows: [
        { number: REFUSED, reason: 'refused' },
        { number: UNKNOWN, reason: 'no-record' },
      ],
    });
    expect(demo.emulator?.inbox({ text: SALE.text }).map(({ to }) => to)).toEqual([CONSENTED]);
    const [snapshot] = await eventsOf(demo, id);
    expect(snapshot).toMatchObject({ numbers: [CONSENTED, REFUSED, UNKNOWN], statuses: '144' });
  });

  it('ends as withheld if no recipient has a valid consent', async () => {
    const { id } = await send(demo, { ...SALE, text: 'Kimseye', recipients: [REFUSED, UNKNOWN] });
    expect(await untilState(demo, id, 'withheld')).toMatchObject({
      state: 'withheld',
      counts: { total: 0, notSent: 0 },
      withheld: 2,
    });
    const { campaigns } = (await (await get(demo, '/api/orders')).json()) as { campaigns: { id: string }[] };
    expect(campaigns.find((order) => order.id === id)).toMatchObject({ state: 'withheld', withheld: 2 });
    expect(demo.emulator?.inbox({ text: 'Kimseye' })).toEqual([]);
  });
});

describe('a commercial order of a real account', () => {
  it('requires confirmation of only those SMS that the guard allows', async () => {
    const provider = await startEmulator({ seed: { acceptMs: 5, deliveryMs: [5, 20] } });
    const demo = await startDemo({
      real: true,
      env: {
        ILETIMERKEZI_KEY: 'emulator',
        ILETIMERKEZI_HASH: 'emulator',
        ILETIMERKEZI_BASE_URL: provider.url,
        ILETIMERKEZI_BRAND_CODE: '1234',
      },
      syncMs: 20,
    });
    try {
      await decide(demo, CONSENTED, 'ONAY');
      await decide(demo, REFUSED, 'RET');
      await untilRegistered(demo);
      const order = { ...SALE, sender: 'EMULATOR', recipients: [CONSENTED, REFUSED] };
      const check = (await (await post(demo, '/api/orders/check', order)).json()) as OrderCheck;
      expect(check).toMatchObject({ recipients: 1, sms: 1 });
      expect(await refusalOf(demo, order)).toMatchObject({ status: 409, state: 'refused' });
      const { id } = await send(demo, { ...order, confirmedSms: check.sms });
      await untilState(demo, id, 'completed');
      expect(provider.inbox().map(({ to }) => to)).toEqual([CONSENTED]);
    } finally {
      await demo.close();
      await provider.close();
    }
  });
});

/** A decision of a customer in the consent form. */
async function decide(demo: Demo, recipient: string, status: 'ONAY' | 'RET'): Promise<void> {
  const texts = await get(demo, '/api/consent-form?locale=tr');
  const { statement } = (await texts.json()) as ConsentFormTexts;
  const now = new Date().toISOString();
  const record = { recipient, recipientType: 'BIREYSEL', channel: 'MESAJ', status, source: 'HS_WEB' };
  const response = await post(demo, '/api/consent-form', {
    decision: status === 'ONAY' ? 'consent' : 'withdraw',
    records: [{ ...record, consentDate: now }],
    evidence: {
      text: statement.text,
      textHash: createHash('sha256').update(statement.text).digest('hex'),
      textVersion: statement.version,
      locale: 'tr',
      shownAt: now,
      decidedAt: now,
      ticks: [{ channel: 'MESAJ', tickedAt: now }],
    },
  });
  expect(response.status).toBe(201);
}

/** The provider refuses commercial messages to recipients without a consent in the registry. */
async function untilRegistered(demo: Demo): Promise<void> {
  for await (const { data } of events(`${demo.url}/api/consents/events`)) {
    const { registrations } = JSON.parse(data) as ConsentSummary;
    if (registrations.sent === 1) return;
  }
  throw new Error('The ledger’s events ended.');
}
