import type pg from 'pg';

interface Fill {
  readonly settled: number;
  /** Orders that become due tomorrow. */
  readonly pending: number;
  /** Days since the end of the settled orders. */
  readonly ageDays: number;
}

/** Replaces all campaigns by campaigns of one order with one recipient each, in a few statements. */
export async function fillOrders(client: pg.Client, { settled, pending, ageDays }: Fill): Promise<void> {
  await client.query('begin');
  await client.query(
    'truncate iletimerkezi.campaigns, iletimerkezi.recipients, iletimerkezi.events, iletimerkezi.delivery_reports cascade',
  );
  await client.query(`set local session_replication_role = replica`);
  await client.query(`create temporary table filled on commit drop as
    select uuidv7(make_interval(days => -(case when n <= ${settled} then ${ageDays} else 0 end)) + n * interval '1 ms') as id,
      n, n <= ${settled} as ended, now() - make_interval(days => case when n <= ${settled} then ${ageDays} else 0 end) as at
    from generate_series(1, ${settled + pending}) n`);
  await client.query(
    `insert into iletimerkezi.campaigns (id, account, created_at) select id, 'default', at from filled`,
  );
  await client.query(`insert into iletimerkezi.orders
      (id, campaign_id, account, lane, state, sender, kind, texts, not_before, recipient_count, delivered, attempts,
       submitting_at, submitted_at, provider_order_id, created_at, changed_at)
    select id, id, 'default', 'instant', case when ended then 'settled' else 'pending' end, 'EMULATOR', 'transactional',
      array['Kodunuz 123456'], case when ended then at else now() + interval '1 day' end, 1, ended::integer,
      ended::integer, case when ended then at end, case when ended then at end, case when ended then n::text end, at, at
    from filled order by n`);
  await client.query(`insert into iletimerkezi.recipients (campaign_id, order_id, number, status, final_at)
    select id, id, '+90530' || lpad((n % 10000000)::text, 7, '0'), case when ended then 'delivered' else 'waiting' end,
      case when ended then at end
    from filled`);
  await client.query('commit');
  await client.query('vacuum analyze iletimerkezi.campaigns, iletimerkezi.orders, iletimerkezi.recipients');
}
