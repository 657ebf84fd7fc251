import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
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

let bench: OutboxBench;
beforeAll(async () => {
  bench = await OutboxBench.start();
});
afterAll(() => bench.stop());

const KEY = 'a secret key of the host, 32 characters';
const LIMITS = { transactionalDays: 90, commercialDays: 1_096 };
const NOTHING: Erased = { orders: 0, recipients: 0, reports: 0, events: 0, sends: 0 };

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
async function aged(campaign: Campaign, state: string, days: number): Promise<Campaign> {
  await sql`update iletimerkezi.orders set state = ${state}, changed_at = now() - make_interval(days => ${days}::integer)
    where campaign_id = ${campaign.id}`.execute(bench.database.kysely);
  return campaign;
}

/** Returns the personal data of a campaign. */
async function personalOf({ id }: Campaign) {
  const { rows } = await sql`
    select c.dedupe_key as key, array(select number from iletimerkezi.recipients r where r.campaign_id = c.id order by number) as numbers,
      array(select t from iletimerkezi.orders o, unnest(o.texts) t where o.campaign_id = c.id) as texts
    from iletimerkezi.campaigns c where c.id = ${id}`.execute(bench.database.kysely);
  return rows[0];
}

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
    await sql`update iletimerkezi.delivery_reports set received_at = now() - interval '91 days' where account = 'removes'`.execute(
      bench.database.kysely,
    );

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
  it.each(['pending', 'submitted', 'unknown', 'held'])(
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
    await sql`update iletimerkezi.delivery_reports set received_at = now() - interval '1 year' where account = 'open report'`.execute(
      bench.database.kysely,
    );
    await sql`update iletimerkezi.orders set state = 'held', submitting_at = now() - interval '366 days'
      where campaign_id = ${campaign.id}`.execute(bench.database.kysely);
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
    await sql`update iletimerkezi.events set at = now() - interval '91 days' where account = 'events'`.execute(
      bench.database.kysely,
    );
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
      await sql`update iletimerkezi.commercial_sends set sent_at = now() - make_interval(days => ${days}::integer)
        where id = ${id}`.execute(bench.database.kysely);
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
    await sql`select pg_advisory_xact_lock(hashtextextended('iletimerkezi retention batches', 0))`.execute(
      open,
    );
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
