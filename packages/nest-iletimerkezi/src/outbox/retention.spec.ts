import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OrderState } from 'iletimerkezi-core';
import { JudgeRepository } from '../storage/ledger/judge.repository.js';
import { PostgresDeliveryStore } from '../storage/outbox/delivery-reports.repository.js';
import { type Erased, ErasureRepository } from '../storage/outbox/erasure.repository.js';
import { becomes } from '../test-support/becomes.js';
import { many, message, number } from '../test-support/messages.js';
import { OutboxBench } from '../test-support/outbox.js';
import type { Campaign } from './campaign.js';
import type { OutboxMessage } from './outbox.types.js';
import { newId } from '../common/ids.js';
import { Pseudonyms } from './pseudonyms.js';
import { e164 } from '../test-support/e164.js';
import {
  ageOrders,
  backdateEvents,
  backdateReports,
  backdateSend,
  holdSubmittedDaysAgo,
  lockRetention,
  personalDataOf,
} from '../test-support/outbox-tables.js';

let bench: OutboxBench;
beforeAll(async () => {
  bench = await OutboxBench.start();
});
afterAll(() => bench.stop());

const KEY = 'a secret key of the host, 32 characters';
const LIMITS = { transactionalDays: 90, commercialDays: 1_096, draftDays: 90 };
const NOTHING: Erased = { orders: 0, recipients: 0, reports: 0, events: 0, sends: 0, drafts: 0 };

const erasure = (account: string, key?: string) =>
  new ErasureRepository(bench.database.kysely, {
    account,
    limits: LIMITS,
    hash: key ? new Pseudonyms(key) : undefined,
  });

async function eraseAll(repository: ErasureRepository): Promise<Erased[]> {
  const batch = await repository.eraseSome();
  if (batch === undefined || Object.values(batch).every((count) => count === 0)) return [];
  return [batch, ...(await eraseAll(repository))];
}

/** Sets the state of a campaign's order and the number of days since its change. */
async function aged(campaign: Campaign, state: OrderState, days: number): Promise<Campaign> {
  await ageOrders(bench.database.kysely, { campaign: campaign.id }, state, days);
  return campaign;
}

/** Returns the personal data of a campaign. */
const personalOf = ({ id }: Campaign) => personalDataOf(bench.database.kysely, id);

describe('retention', () => {
  // guarantee: G-086
  it('removes numbers, texts, keys and reports after the retention period, and keeps the progress', async () => {
    const { outbox, next, stop } = await bench.instance('removes', { retention: false });
    const settled = next('settled');
    const to = many(3);
    const campaign = await outbox.enqueue(message(...to), { dedupeKey: 'otp:+905331112233' });
    await settled;
    await stop();
    const [order] = await campaign.orders();
    const store = new PostgresDeliveryStore(bench.database.kysely, newId());
    const report = {
      id: 'old',
      orderId: order?.providerOrderId ?? '',
      to: to[0] ?? '',
      text: 'Kodunuz 1',
      account: 'removes',
      receivedAt: new Date(),
    };
    await store.claim({ ...report, status: 'delivered', rawStatus: 'delivered' });
    const before = await campaign.progress();
    await aged(campaign, 'settled', 91);
    await backdateReports(bench.database.kysely, 'removes', 91);

    const later = await bench.instance('removes', { retention: LIMITS });
    await becomes(() => later.logged.length, 1);
    expect(later.logged[0]).toMatch(/texts of 1 orders \(3 recipients\), 1 delivery reports/);
    expect(await personalOf(campaign)).toEqual({ key: null, numbers: [], texts: [] });
    expect(await store.kept('removes', 10)).toEqual([]);
    expect(await campaign.progress()).toEqual(before);
    // A report that arrives after the erasure matches no recipient and causes no error.
    await store.claim({ ...report, id: 'very late', status: 'undelivered', rawStatus: 'undelivered' });
    expect(await campaign.progress()).toEqual(before);
    await expect(campaign.includes(report.to)).rejects.toMatchObject({ code: 'recipients-erased' });
    await later.stop();
  });

  // guarantee: G-086
  it.each(['pending', 'submitted', 'unknown', 'held'] as const)(
    'does not erase an order that is %s at any age',
    async (state) => {
      const { outbox } = await bench.instance(`open ${state}`, { run: false });
      const campaign = await aged(await outbox.enqueue(message(number())), state, 5_000);
      const before = await personalOf(campaign);
      expect(await erasure(`open ${state}`).eraseSome()).toEqual(NOTHING);
      expect(await personalOf(campaign)).toEqual(before);
    },
  );

  it('keeps a report that may belong to an order of unknown outcome', async () => {
    const { outbox } = await bench.instance('open report', { run: false });
    const campaign = await outbox.enqueue(message(number()));
    const store = new PostgresDeliveryStore(bench.database.kysely, newId());
    const delivered = { id: 'r', orderId: '77', to: '+905330000001', text: '', account: 'open report' };
    await store.claim({ ...delivered, receivedAt: new Date(), status: 'delivered', rawStatus: 'd' });
    await backdateReports(bench.database.kysely, 'open report', 365);
    await holdSubmittedDaysAgo(bench.database.kysely, { campaign: campaign.id }, 366);
    expect(await erasure('open report').eraseSome()).toEqual(NOTHING);
    await aged(campaign, 'rejected', 1);
    expect(await erasure('open report').eraseSome()).toEqual({ ...NOTHING, reports: 1 });
  });

  // guarantee: G-087
  it('keeps commercial orders for their own retention period, and recent orders', async () => {
    const { outbox } = await bench.instance('kinds', { run: false });
    const commercial: OutboxMessage = {
      kind: 'commercial',
      audience: 'BIREYSEL',
      text: 'İndirim',
      recipients: [number()],
    };
    const kept = [
      await aged(await outbox.enqueue(commercial), 'settled', 1_000),
      await aged(await outbox.enqueue(message(number())), 'settled', 89),
    ];
    const gone = [
      await aged(await outbox.enqueue(commercial), 'settled', 1_097),
      await aged(await outbox.enqueue(message(number())), 'cancelled', 91),
      await aged(await outbox.enqueue(message(number())), 'reconciled', 91),
    ];
    await eraseAll(erasure('kinds'));
    for (const campaign of kept)
      expect(await personalOf(campaign)).toMatchObject({ texts: [expect.any(String)] });
    for (const campaign of gone) expect(await personalOf(campaign)).toMatchObject({ numbers: [], texts: [] });
  });

  it('deletes old events', async () => {
    const { outbox } = await bench.instance('events', { run: false });
    await outbox.enqueue(message(number()));
    await backdateEvents(bench.database.kysely, 'events', 91);
    await outbox.enqueue(message(number()));
    expect(await eraseAll(erasure('events'))).toEqual([{ ...NOTHING, events: 1 }]);
  });

  it('deletes the consent records of direct commercial sends after the commercial retention period', async () => {
    const sends = new JudgeRepository(bench.database.kysely);
    const keep = async (provider: string, days: number) => {
      const id = newId();
      await sends.keep(id, {
        account: 'sends',
        brandCode: '1234',
        audience: 'BIREYSEL',
        policy: 'allow',
        positions: [1],
        allowed: [e164(number())],
        withheld: 0,
      });
      await sends.accepted(id, provider);
      await backdateSend(bench.database.kysely, id, days);
    };
    await keep('old', 1_097);
    await keep('young', 1_095);
    expect(await eraseAll(erasure('sends'))).toEqual([{ ...NOTHING, sends: 1 }]);
    expect(await sends.reliedOn('sends', 'old')).toBeUndefined();
    expect(await sends.reliedOn('sends', 'young')).toMatchObject({ positions: [1] });
  });

  it('runs in batches on one instance at a time, and continues after an interruption', async () => {
    const { outbox } = await bench.instance('batches', { run: false });
    const campaign = await outbox.enqueueMany(many(12_000), { kind: 'transactional', text: 'Kampanya' });
    await aged(campaign, 'settled', 91);
    const open = await bench.database.kysely.startTransaction().execute();
    await lockRetention(open, 'batches');
    expect(await erasure('batches').eraseSome()).toBeUndefined();
    await open.rollback().execute();

    expect(await erasure('batches').eraseSome()).toEqual({ ...NOTHING, recipients: 5_000 });
    const rest = await eraseAll(erasure('batches'));
    expect(rest).toEqual([
      { ...NOTHING, recipients: 5_000 },
      { ...NOTHING, recipients: 2_000, orders: 1 },
    ]);
    expect(await campaign.progress()).toMatchObject({ recipients: 12_000, submitted: 12_000 });
  });

  // guarantee: G-087
  it('with a key keeps hashes by which a campaign still finds its recipients', async () => {
    const { outbox } = await bench.instance('hashes', { run: false, retention: { hashKey: KEY } });
    const [mine, other] = [number(), number()];
    const campaign = await outbox.enqueue(message(mine));
    const second = await outbox.enqueue(message(mine));
    expect([await campaign.includes(mine), await campaign.includes(other)]).toEqual([true, false]);
    await aged(campaign, 'settled', 91);
    await aged(second, 'settled', 91);
    await eraseAll(erasure('hashes', KEY));
    const [first, again] = [await personalOf(campaign), await personalOf(second)];
    expect(first).toMatchObject({ numbers: [expect.stringMatching(/^hmac:[\w-]{43}$/)], texts: [] });
    // The hashes of one number differ between campaigns, so the tables do not link them.
    expect(first).not.toEqual(again);
    const local = `0${mine.slice(3)}`;
    expect([await campaign.includes(local), await campaign.includes(other)]).toEqual([true, false]);
    expect(await campaign.includes('no number')).toBe(false);

    const { outbox: withAnother } = await bench.instance('hashes', {
      run: false,
      retention: { hashKey: KEY.toUpperCase() },
    });
    await expect(withAnother.campaign(campaign.id).includes(other)).rejects.toMatchObject({
      code: 'recipients-erased',
    });
  });
});
