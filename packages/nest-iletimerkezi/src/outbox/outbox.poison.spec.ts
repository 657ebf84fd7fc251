import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '../common/ids.js';
import { PostgresDeliveryStore } from '../storage/outbox/delivery-reports.repository.js';
import { CampaignsRepository } from '../storage/outbox/campaigns.repository.js';
import { FollowUpRepository } from '../storage/outbox/follow-up.repository.js';
import { ListingRepository } from '../storage/outbox/listing.repository.js';
import { OrdersRepository } from '../storage/outbox/orders.repository.js';
import { becomes } from '../test-support/becomes.js';
import { message, number } from '../test-support/messages.js';
import { OutboxBench, QUICK } from '../test-support/outbox.js';
import { leaveUnknown, removeTexts } from '../test-support/outbox-tables.js';
import { refuseOrderWrites, refuseRecipient } from '../test-support/write-failures.js';
import type { Campaign } from './campaign.js';
import { createLookUp } from './follow-up.js';
import { listingLimits } from './listing-limits.js';
import { OUTBOX_DEFAULTS } from '../options/outbox.options.js';

let bench: OutboxBench;
beforeAll(async () => {
  bench = await OutboxBench.start();
});
beforeEach(() => bench.emulator.reset());
afterAll(() => bench.stop());

const only = async (campaign: Campaign) => (await campaign.orders())[0];
const accepted = (to: string): number => bench.emulator.inbox({ to }).length;

describe('an order for which the module’s code always fails', () => {
  // guarantee: G-023
  it.each(['instant', 'bulk'] as const)(
    'is held unsent after its last attempt, and does not block the %s lane',
    async (lane) => {
      const queue = await bench.instance(`poison ${lane}`, { run: false });
      const [bad, good] = [number(), number()];
      const poisoned = await queue.outbox.enqueue(message(bad), { lane });
      // The order has no content, so the code that reads it throws.
      await removeTexts(bench.database.kysely, { campaign: poisoned.id });
      const healthy = await queue.outbox.enqueue(message(good), { lane });
      const instance = await bench.instance(`poison ${lane}`, { attempts: 3, retryDelayMs: 20 });
      await becomes(async () => (await only(healthy))?.state, 'settled');
      await becomes(async () => (await only(poisoned))?.state, 'held');
      const { evidence, attempts } = (await only(poisoned)) ?? {};
      expect([attempts, evidence]).toEqual([
        3,
        expect.objectContaining({ failed: 'TypeError', held: 'not-ready' }),
      ]);
      expect([accepted(bad), accepted(good)]).toEqual([0, 1]);
      await instance.stop();
    },
  );

  it('is looked up and held when the provider returns the id of another order, and blocks no other order', async () => {
    const instance = await bench.instance('same id');
    const first = await instance.outbox.enqueue(message(number()));
    await becomes(async () => (await only(first))?.state, 'settled');
    bench.emulator.reset();
    const to = number();
    const second = await instance.outbox.enqueue(message(to));
    await becomes(async () => (await only(second))?.state, 'held');
    expect((await only(second))?.evidence).toMatchObject({ held: 'no-evidence' });
    expect(accepted(to)).toBe(1);
    const third = await instance.outbox.enqueue(message(number()));
    await becomes(async () => (await only(third))?.state, 'settled');
    await instance.stop();
  });
});

describe('a sent order for which the module’s code always fails', () => {
  // guarantee: G-023
  it('is held when its look-ups fail', async () => {
    const { outbox } = await bench.instance('look', { run: false });
    const campaign = await outbox.enqueue(message(number()));
    const { kysely } = bench.database;
    await leaveUnknown(kysely, { campaign: campaign.id });
    const instance = '00000000-0000-7000-8000-000000000000';
    const errors: unknown[] = [];
    const fails = (): never => {
      throw new RangeError('our own mistake');
    };
    const lookUp = createLookUp({
      account: 'look',
      provider: { getReports: fails, getReport: fails, reportRecipients: fails },
      tables: {
        followUps: new FollowUpRepository(kysely, instance),
        listings: new ListingRepository(kysely, instance, listingLimits(OUTBOX_DEFAULTS.lookUpAfterMs)),
        orders: new OrdersRepository(kysely, instance),
        campaigns: new CampaignsRepository(kysely),
      },
      options: { ...OUTBOX_DEFAULTS, ...QUICK },
      onError: (error) => errors.push(error),
    });
    lookUp.start();
    await becomes(async () => (await only(campaign))?.state, 'held');
    await lookUp.stop();
    expect((await only(campaign))?.evidence).toMatchObject({ failed: 'RangeError' });
    expect(errors).toHaveLength(QUICK.lookUpAfterMs?.length ?? 0);
  });

  it('is settled with the known statuses when its report cannot be stored', async () => {
    const to = number();
    await refuseRecipient(bench.database.kysely, to);
    const instance = await bench.instance('report', { pollAfterMs: [50, 50] });
    const poisoned = await instance.outbox.enqueue(message(to));
    const healthy = await instance.outbox.enqueue(message(number()));
    await becomes(async () => (await only(healthy))?.state, 'settled');
    await becomes(async () => (await only(poisoned))?.state, 'settled');
    expect((await only(poisoned))?.evidence).toMatchObject({ settled: 'report-unusable' });
    await instance.stop();
  });

  it('is looked up again soon when the result could not be stored', async () => {
    const account = 'unwritten';
    const attempts = await refuseOrderWrites(bench.database.kysely, { pollsOf: account }, 2);
    const instance = await bench.instance(account, { pollAfterMs: [50, 100, 200, 400, 800] });
    const campaign = await instance.outbox.enqueue(message(number()));
    await becomes(async () => (await only(campaign))?.state, 'settled');
    expect(await attempts()).toBeGreaterThan(2);
    expect(instance.warnings.filter((line) => line.includes('not now'))).toHaveLength(1);
    await instance.stop();
  });
});

describe('a delivery report that the database cannot store unchanged', () => {
  const report = (id: string, text = '') => ({
    id,
    orderId: '1',
    to: '+905350000000',
    text,
    account: 'reports',
    receivedAt: new Date(),
    status: 'delivered' as const,
    rawStatus: 'delivered',
  });

  it('is stored without characters that PostgreSQL rejects', async () => {
    const store = new PostgresDeliveryStore(bench.database.kysely, newId());
    const nasty = report('nul\0', 'a\0b');
    const [first, second] = [await store.claim(nasty), await store.claim(nasty)];
    expect([first.deduplication, second.deduplication]).toEqual(['new', 'repeated']);
    await first.settle('failed');
    expect(await store.kept('reports', 1)).toMatchObject([
      { delivery: { text: 'a\uFFFDb' }, outcome: 'failed' },
    ]);
  });

  it('fails without the other reports of its batch', async () => {
    const store = new PostgresDeliveryStore(bench.database.kysely, newId());
    // Longer than an index entry may be, and incompressible.
    const id = Array.from({ length: 4_000 }, (_, n) => ((n * 2_654_435_761) >>> 7).toString(36)).join('');
    const claims = await Promise.allSettled(
      ['first', id, 'second', 'third'].map((one) => store.claim(report(one))),
    );
    expect(claims.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  });
});

describe('a message that PostgreSQL cannot store', () => {
  it('is refused when it is enqueued, and no row is stored', async () => {
    const { outbox } = await bench.instance('content', { run: false });
    const enqueued = outbox.enqueue({ ...message(number()), text: 'a\0b' });
    await expect(enqueued).rejects.toMatchObject({ code: 'invalid-input' });
    const keyed = outbox.enqueueMany([number()], message(), { dedupeKey: 'a\0b' });
    await expect(keyed).rejects.toMatchObject({ code: 'invalid-input' });
    expect(await outbox.backlog()).toMatchObject({ waiting: 0 });
  });
});
