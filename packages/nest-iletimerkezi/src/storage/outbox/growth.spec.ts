import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { newId } from '../../common/ids.js';
import { MigratedDatabase } from '../../test-support/database.js';
import { Explained, type ScannedRows } from '../../test-support/explained.js';
import { BacklogRepository } from './backlog.repository.js';
import { CampaignPagesRepository } from './campaign-pages.repository.js';
import { dueOrders } from './claim-orders.js';
import { ErasureRepository } from './erasure.repository.js';
import { dueDeliveries } from './follow-up.repository.js';
import { dueChecks } from './guard.repository.js';
import { OrdersRepository } from './orders.repository.js';

const SETTLED = 20_000;
const PENDING = 10_000;

let database: MigratedDatabase;
let explained: Explained;
beforeAll(async () => {
  database = await MigratedDatabase.open();
  explained = new Explained(database.connection);
  await fill();
});
afterAll(async () => {
  await explained.close();
  await database.close();
});

/**
 * Adds settled orders of one account with reports and events, pending orders of a second one, campaigns of a third one
 * that are older than all others, and a fourth account whose pending orders and checks are due tomorrow.
 */
async function fill(): Promise<void> {
  const campaigns = (account: string, prefix: string, count: number, state: string, age: string) => sql`
    with added as (
      insert into iletimerkezi.campaigns (id, account, created_at)
      select (${prefix}::text || lpad(to_hex(n), 12, '0'))::uuid, ${account}, now() - ${age}::interval
        from generate_series(1, ${count}::integer) as n returning id, created_at)
    insert into iletimerkezi.orders (id, campaign_id, account, lane, state, sender, kind, texts, recipient_count,
      not_after, provider_order_id, changed_at)
    select id, id, ${account}, 'instant', ${state}, 'EMULATOR', 'transactional', '{text}', 1,
      case ${state} when 'pending' then now() + interval '1 hour' end,
      case ${state} when 'settled' then id::text end, created_at from added`;
  await campaigns('old', '01900000-0000-7000-8000-', SETTLED, 'settled', '10 days').execute(database.kysely);
  await campaigns('busy', '01900000-0000-7000-9000-', PENDING, 'pending', '1 hour').execute(database.kysely);
  await campaigns('last', '01800000-0000-7000-8000-', 60, 'settled', '1 hour').execute(database.kysely);
  await campaigns('later', '01900000-0000-7000-a000-', PENDING, 'pending', '1 hour').execute(database.kysely);
  await campaigns('later', '01900000-0000-7000-b000-', PENDING, 'checking', '1 hour').execute(
    database.kysely,
  );
  await sql`update iletimerkezi.orders set not_before = now() + interval '1 day' where account = 'later'`.execute(
    database.kysely,
  );
  await campaigns('later', '01900000-0000-7000-8100-', SETTLED, 'settled', '10 days').execute(
    database.kysely,
  );
  await campaigns('later', '01900000-0000-7000-8200-', PENDING, 'submitted', '1 hour').execute(
    database.kysely,
  );
  await sql`update iletimerkezi.orders set next_check_at = now() + interval '1 day', provider_order_id = id
    where state = 'submitted'`.execute(database.kysely);
  await sql`insert into iletimerkezi.recipients (campaign_id, order_id, number, status)
    select campaign_id, id, '+905350000000', 'delivered' from iletimerkezi.orders`.execute(database.kysely);
  await sql`insert into iletimerkezi.events (account, type, campaign_id, order_id, at)
    select account, 'settled', campaign_id, id, changed_at from iletimerkezi.orders`.execute(database.kysely);
  await sql`insert into iletimerkezi.delivery_reports (account, report_id, raw_status, status, provider_order_id, number,
      body, outcome, applied, received_at)
    select account, id::text, 'delivered', 'delivered', provider_order_id, '', '', 'handled', true, changed_at
      from iletimerkezi.orders where provider_order_id is not null`.execute(database.kysely);
  await explained.analyze();
}

/** Scans that read more rows than the limit. */
const larger = (scans: readonly ScannedRows[], limit: number): ScannedRows[] =>
  scans.filter(({ rows }) => rows > limit);

describe('beside many rows', () => {
  it('reads a page of campaigns without the campaigns of other accounts', async () => {
    const pages = new CampaignPagesRepository(explained.kysely);
    for (const account of ['last', 'old']) {
      const scans = await explained.scansOf(() => pages.list(account, 20, undefined));
      expect(larger(scans, 20)).toEqual([]);
    }
  });

  it('pages through all campaigns of an account, newest first', async () => {
    const pages = new CampaignPagesRepository(explained.kysely);
    const first = await pages.list('last', 40, undefined);
    const second = await pages.list('last', 40, first.at(-1)?.id);
    const ids = [...first, ...second].map(({ id }) => id);
    expect(ids).toHaveLength(60);
    expect(ids).toEqual(ids.toSorted().toReversed());
  });

  it('looks for due orders, checks and polls without reading those of tomorrow', async () => {
    for (const lane of ['instant', 'bulk'] as const) {
      const scans = await explained.scansOf(async () => {
        await dueOrders(lane)(['later']).execute(explained.kysely);
        await dueChecks(lane, newId(), ['later']).execute(explained.kysely);
        await dueDeliveries(newId(), ['later']).execute(explained.kysely);
      });
      expect(larger(scans, 1)).toEqual([]);
    }
  });

  it('claims nothing without reading the orders of tomorrow', async () => {
    const instance = newId();
    await sql`insert into iletimerkezi.instances (id, lease_ms) values (${instance}, 10000)`.execute(
      database.kysely,
    );
    const orders = new OrdersRepository(explained.kysely, instance);
    const scans = await explained.scansOf(async () => {
      expect(await orders.claim('later', 'instant', 40, newId())).toEqual([]);
      expect(await orders.untilNext('later', 'instant')).toBeGreaterThan(0);
    });
    expect(larger(scans, 1)).toEqual([]);
  });

  it('counts a large backlog again at most every five seconds', async () => {
    const backlog = new BacklogRepository(explained.kysely, 'later');
    expect(await backlog.read()).toEqual({
      waiting: PENDING,
      checking: PENDING,
      unknown: 0,
      held: 0,
      oldest: null,
    });
    const scans = await explained.scansOf(async () =>
      expect(await backlog.read()).toMatchObject({ waiting: PENDING, checking: PENDING }),
    );
    expect(scans).not.toEqual([]);
    // Two states with a limit of 2,000 each. The rows of each loop are rounded.
    expect(larger(scans, 4_001)).toEqual([]);
    expect(scans.map(({ scan }) => scan)).not.toContainEqual(expect.stringMatching(/^Bitmap/));
  });

  it('looks for orders to recover without reading pending orders', async () => {
    const orders = new OrdersRepository(explained.kysely, newId());
    const scans = await explained.scansOf(() => orders.recover(() => []));
    expect(larger(scans, 1)).toEqual([]);
  });

  it('looks for data to erase without reading data that is not due', async () => {
    const limits = { transactionalDays: 30, commercialDays: 5, draftDays: 90 };
    const erasure = new ErasureRepository(explained.kysely, { account: 'old', limits, hash: undefined });
    const scans = await explained.scansOf(async () =>
      expect(await erasure.eraseSome()).toMatchObject({ orders: 0 }),
    );
    // Reports and events have the shorter limit, so one batch of each is due.
    const ofOrders = scans.filter(({ scan }) => scan.includes(' of orders'));
    expect(ofOrders).not.toEqual([]);
    expect(larger(ofOrders, 0)).toEqual([]);
  });

  it('finds the second attempts of a deleted order without reading other orders', async () => {
    // The statement of the foreign key.
    const scans = await explained.scansOf(() =>
      sql`select from iletimerkezi.orders where resend_of = ${newId()}`.execute(explained.kysely),
    );
    expect(scans.map(({ scan }) => scan)).toEqual([expect.stringMatching(/orders_resend_of$/)]);
  });

  it('claims the orders that are due for the longest time without reading the others', async () => {
    const instance = newId();
    await sql`insert into iletimerkezi.instances (id, lease_ms) values (${instance}, 10000)`.execute(
      database.kysely,
    );
    const orders = new OrdersRepository(explained.kysely, instance);
    const scans = await explained.scansOf(async () =>
      expect(await orders.claim('busy', 'instant', 10, newId())).toHaveLength(10),
    );
    expect(larger(scans, 10)).toEqual([]);
  });
});
