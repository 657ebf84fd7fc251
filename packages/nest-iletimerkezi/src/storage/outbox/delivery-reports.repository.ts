import { type Kysely, sql, type Transaction } from 'kysely';
import type { DeliveryNovelty } from '../../webhooks/delivery.js';
import type {
  ArrivedDelivery,
  DeliveryFate,
  DeliveryStore,
  KeptDelivery,
} from '../../webhooks/delivery-store.js';
import { errorCode, isDataFault } from '../storage.errors.js';
import type { Tables } from '../schema.js';
import { Gatherer } from './gatherer.js';
import { applyReports } from './apply-reports.js';

const DEADLOCK = '40P01';
interface Settled {
  readonly delivery: ArrivedDelivery;
  readonly fate: DeliveryFate;
}

/**
 * Delivery reports in the database: each once, over all instances and restarts, on disk before the webhook is
 * answered, and brought to the order's recipients in the same transaction. Reports that come while one
 * transaction commits go together into the next.
 */
export class PostgresDeliveryStore implements DeliveryStore {
  readonly #claims = new Gatherer(
    (deliveries: readonly ArrivedDelivery[]) => this.#store(deliveries),
    isDataFault,
  );
  readonly #fates = new Gatherer((settled: readonly Settled[]) => this.#settle(settled), isDataFault);
  readonly #bell = new Gatherer(async (rings: readonly void[]) => {
    await sql`select pg_notify('iletimerkezi_deliveries', '')`.execute(this.db);
    return rings;
  });

  constructor(private readonly db: Kysely<Tables>) {}

  claim(delivery: ArrivedDelivery): Promise<DeliveryNovelty> {
    return this.#claims.do(storable(delivery));
  }

  async release(delivery: ArrivedDelivery): Promise<void> {
    const { account, id, rawStatus } = storable(delivery);
    await sql`delete from iletimerkezi.delivery_reports
      where account = ${account} and report_id = ${id} and raw_status = ${rawStatus}`.execute(this.db);
  }

  settle(delivery: ArrivedDelivery, fate: DeliveryFate): Promise<void> {
    return this.#fates.do({ delivery: storable(delivery), fate });
  }

  async kept(account: string, limit: number): Promise<KeptDelivery[]> {
    const { rows } = await sql<ArrivedDelivery & { fate: KeptDelivery['fate'] }>`
      select report_id as id, provider_order_id as "orderId", status, raw_status as "rawStatus", number as "to",
        body as text, account, received_at as "receivedAt", fate
      from iletimerkezi.delivery_reports where account = ${account} and fate in ('unmatched', 'failed')
      order by received_at desc limit ${limit}`.execute(this.db);
    return rows.map(({ fate, ...delivery }) => ({ delivery, fate }));
  }

  async #settle(settled: readonly Settled[]): Promise<readonly void[]> {
    const column = (of: (one: Settled) => string): string[] => settled.map(of);
    await sql`update iletimerkezi.delivery_reports d set fate = s.fate
      from unnest(${column(({ delivery }) => delivery.account)}::text[], ${column(({ delivery }) => delivery.id)}::text[],
        ${column(({ delivery }) => delivery.rawStatus)}::text[], ${column(({ fate }) => fate)}::text[])
        as s (account, report_id, raw_status, fate)
      where d.account = s.account and d.report_id = s.report_id and d.raw_status = s.raw_status`.execute(
      this.db,
    );
    return settled.map(() => undefined);
  }

  /** Another instance may lock the same orders in another order; what was rolled back may simply be done again. */
  async #store(deliveries: readonly ArrivedDelivery[]): Promise<DeliveryNovelty[]> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const novelties = await this.db.transaction().execute((tx) => storeAll(tx, deliveries));
        // Apart from the transaction, whose commit would take turns with everybody's; a lost ring is made up for.
        if (novelties.includes('new')) this.#bell.do().catch(() => undefined);
        return novelties;
      } catch (error) {
        if (errorCode(error) !== DEADLOCK || attempt === 5) throw error;
      }
    }
  }
}

/** PostgreSQL keeps no NUL in a text, and JSON may bring one. */
function storable<D extends ArrivedDelivery>(delivery: D): D {
  const clean = (text: string): string => text.replaceAll('\0', '\uFFFD');
  const { id, orderId, rawStatus, to, text } = delivery;
  return {
    ...delivery,
    id: clean(id),
    orderId: clean(orderId),
    rawStatus: clean(rawStatus),
    to: clean(to),
    text: clean(text),
  };
}

async function storeAll(
  tx: Transaction<Tables>,
  deliveries: readonly ArrivedDelivery[],
): Promise<DeliveryNovelty[]> {
  const column = (of: (delivery: ArrivedDelivery) => string) => deliveries.map(of);
  const { rows } = await sql<{ position: number; late: boolean }>`
    with given as (
      select * from unnest(${column(({ account }) => account)}::text[], ${column(({ id }) => id)}::text[],
        ${column(({ rawStatus }) => rawStatus)}::text[], ${column(({ status }) => status)}::text[],
        ${column(({ orderId }) => orderId)}::text[], ${column(({ to }) => to)}::text[],
        ${column(({ text }) => text)}::text[])
      with ordinality as g (account, report_id, raw_status, status, provider_order_id, number, body, position)),
    stored as (
      insert into iletimerkezi.delivery_reports
        (account, report_id, raw_status, status, provider_order_id, number, body, late)
      select distinct on (account, report_id, raw_status)
        account, report_id, raw_status, status, provider_order_id, number, body, status = 'accepted' and exists (
          select from iletimerkezi.delivery_reports d
           where d.account = given.account and d.report_id = given.report_id and d.status in ('delivered', 'undelivered'))
      from given order by account, report_id, raw_status, position
      on conflict do nothing
      returning account, report_id, raw_status, late)
    select min(position) as position, late
    from given join stored using (account, report_id, raw_status)
    group by account, report_id, raw_status, late`.execute(tx);
  const novelties: DeliveryNovelty[] = deliveries.map(() => 'repeated');
  for (const { position, late } of rows) novelties[position - 1] = late ? 'late' : 'new';
  await applyReports(
    tx,
    deliveries.filter(({ status }, index) => status !== 'accepted' && novelties[index] === 'new'),
  );
  return novelties;
}
