import type { Client } from 'pg';

/**
 * Fills a database with settled orders of one recipient each, with the events and the reports of their deliveries. Skips
 * foreign keys, and does not wait for the disk.
 */
export async function fillOrders(client: Client, account: string, orders: number): Promise<void> {
  await insertOrders(client, account, orders);
  await client.query(
    `analyze ${['campaigns', 'orders', 'recipients', 'events', 'delivery_reports']
      .map((table) => `iletimerkezi.${table}`)
      .join(', ')}`,
  );
}

/** Does the same without new statistics: the planner continues with what it knows about the empty tables. */
export async function insertOrders(client: Client, account: string, orders: number): Promise<void> {
  await client.query('begin');
  await client.query('set local session_replication_role = replica');
  await client.query('set local synchronous_commit = off');
  await client.query(
    `create temporary table filled on commit drop as
      select ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id, n, now() - make_interval(mins => n) as at
        from generate_series(1, ${orders}) n`,
  );
  await client.query(
    `insert into iletimerkezi.campaigns (id, account, created_at) select id, $1, at from filled`,
    [account],
  );
  await client.query(
    `insert into iletimerkezi.orders (id, campaign_id, account, lane, state, sender, kind, texts, not_before,
        recipient_count, delivered, attempts, submitting_at, submitted_at, provider_order_id, created_at, changed_at)
      select id, id, $1, 'instant', 'settled', 'EMULATOR', 'transactional', array['Kodunuz 123456'], at, 1, 1, 1, at, at,
        'filled-' || n, at, at
      from filled`,
    [account],
  );
  await client.query(
    `insert into iletimerkezi.recipients (campaign_id, order_id, number, status, final_at)
      select id, id, '+90530' || lpad(n::text, 7, '0'), 'delivered', at from filled`,
  );
  await client.query(
    `insert into iletimerkezi.events (account, type, campaign_id, order_id, at)
      select $1, 'settled', id, id, at from filled`,
    [account],
  );
  await client.query(
    `insert into iletimerkezi.delivery_reports (account, report_id, raw_status, status, provider_order_id, number, body,
        outcome, applied, received_at)
      select $1, 'filled-' || n, 'delivered', 'delivered', 'filled-' || n, '+90530' || lpad(n::text, 7, '0'),
        'Kodunuz 123456', 'handled', true, at
      from filled`,
    [account],
  );
  await client.query('commit');
}

/** Adds orders of one recipient that become due tomorrow. */
export async function fillPending(client: Client, account: string, orders: number): Promise<void> {
  await client.query(
    `with added as (
      insert into iletimerkezi.campaigns (id, account) select gen_random_uuid(), $1 from generate_series(1, $2::integer)
      returning id)
    insert into iletimerkezi.orders (id, campaign_id, account, lane, sender, kind, texts, not_before, recipient_count)
      select id, id, $1, 'instant', 'EMULATOR', 'transactional', array['Kodunuz 123456'], now() + interval '1 day', 1
        from added`,
    [account, orders],
  );
  await client.query('analyze iletimerkezi.campaigns, iletimerkezi.orders');
}
