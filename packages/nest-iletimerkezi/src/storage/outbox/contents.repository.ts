import type { E164, OrderState } from 'iletimerkezi-core';
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema.js';

/** The parts of a campaign's message that all of its orders share. */
export interface StoredHead {
  readonly sender: string;
  readonly kind: 'transactional' | 'commercial';
  readonly audience: 'BIREYSEL' | 'TACIR' | null;
}

/** An order without its content. */
export interface OrderPlan {
  readonly id: string;
  readonly state: OrderState;
  readonly sendAt: Date | null;
}

/** An order with its texts; null after their erasure. */
export interface StoredOrder extends StoredHead, OrderPlan {
  readonly texts: readonly string[] | null;
  /** The provider's bill, in credits or lira. Null until its report is final. */
  readonly price: number | null;
}

/** A recipient and the index of the text. */
export interface StoredRecipient {
  readonly number: E164;
  readonly textIndex: number;
  readonly status: 'waiting' | 'delivered' | 'undelivered' | 'withheld';
}

/** Reads the texts and recipients of stored campaigns, one order at a time. */
export class ContentsRepository {
  constructor(
    private readonly db: Kysely<Tables>,
    private readonly account: string,
  ) {}

  /** Returns a campaign's orders in the sequence in which they are sent. */
  async ordersOf(campaign: string): Promise<OrderPlan[]> {
    const { rows } = await sql<OrderPlan>`select id, state, send_at as "sendAt" from iletimerkezi.orders
      where account = ${this.account} and campaign_id = ${campaign} order by position`.execute(this.db);
    return rows;
  }

  /** @returns undefined when the campaign has no such order. */
  async order(campaign: string, id: string): Promise<StoredOrder | undefined> {
    const { rows } = await sql<StoredOrder>`
      select id, sender, kind, audience, send_at as "sendAt", state, price::float8 as price,
          case when erased_at is null then texts end as texts
        from iletimerkezi.orders where account = ${this.account} and campaign_id = ${campaign} and id = ${id}`.execute(
      this.db,
    );
    return rows[0];
  }

  /** Returns the number of recipients by the index of their text, without withheld and undelivered ones. */
  async billedTexts(order: string): Promise<{ textIndex: number; recipients: number }[]> {
    const { rows } = await sql<{ textIndex: number; recipients: number }>`
      select text_index as "textIndex", count(*)::integer as recipients from iletimerkezi.recipients
       where order_id = ${order} and status not in ('withheld', 'undelivered') group by text_index`.execute(
      this.db,
    );
    return rows;
  }

  /** Returns the recipients of one order, at most 50,000, by number. */
  async recipients(order: string): Promise<StoredRecipient[]> {
    const { rows } = await sql<StoredRecipient>`
      select number, text_index as "textIndex", status from iletimerkezi.recipients
       where order_id = ${order} order by number`.execute(this.db);
    return rows;
  }
}
