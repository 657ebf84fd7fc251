import type { E164, OrderState } from 'iletimerkezi-core';
import { type Kysely, sql } from 'kysely';
import { onlyRow } from '../only-row.js';
import { MAY_HAVE_SENT } from './order-repeats.js';
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
  /** Whether it repeats an order that may have been sent. */
  readonly repeats: boolean;
  /** False after the erasure of its texts. */
  readonly hasTexts: boolean;
  /** The provider's bill, in credits or lira. Null until its report is final. */
  readonly price: number | null;
}

/** The content of an order, with its texts; null after their erasure. */
export interface StoredOrder extends StoredHead {
  readonly texts: readonly string[] | null;
}

/** A recipient and the index of the text. */
export interface StoredRecipient {
  readonly number: E164;
  readonly textIndex: number;
  readonly status: 'waiting' | 'delivered' | 'undelivered' | 'withheld';
}

/** Texts that are read at once. PostgreSQL decompresses all texts of an order for each page. */
const TEXTS_PER_PAGE = 2_000;

/** Reads the texts and recipients of stored campaigns, one order at a time. */
export class ContentsRepository {
  constructor(
    private readonly db: Kysely<Tables>,
    private readonly account: string,
  ) {}

  /** Returns a campaign's orders in the sequence in which they are sent. */
  async ordersOf(campaign: string): Promise<OrderPlan[]> {
    const { rows } = await sql<OrderPlan>`select id, state, send_at as "sendAt", price::float8 as price,
          texts is not null and erased_at is null as "hasTexts",
          exists (select from iletimerkezi.orders first where ${MAY_HAVE_SENT}) as repeats
        from iletimerkezi.orders o where account = ${this.account} and campaign_id = ${campaign} order by position`.execute(
      this.db,
    );
    return rows;
  }

  /** @returns undefined when the campaign has no such order. */
  async order(campaign: string, id: string): Promise<StoredOrder | undefined> {
    const { rows } = await sql<StoredOrder>`
      select sender, kind, audience, case when erased_at is null then texts end as texts
        from iletimerkezi.orders where account = ${this.account} and campaign_id = ${campaign} and id = ${id}`.execute(
      this.db,
    );
    return rows[0];
  }

  /** Returns the texts of an order, in pages. */
  async *textsOf(order: string): AsyncGenerator<readonly string[]> {
    for (let from = 1; ; from += TEXTS_PER_PAGE) {
      const { rows } = await sql<{ texts: readonly string[] | null }>`
        select texts[${from}::integer:${from + TEXTS_PER_PAGE - 1}::integer] as texts
          from iletimerkezi.orders where account = ${this.account} and id = ${order}`.execute(this.db);
      const texts = rows[0]?.texts ?? [];
      if (texts.length > 0) yield texts;
      if (texts.length < TEXTS_PER_PAGE) return;
    }
  }

  /**
   * Returns the parts of all recipients of an order, without withheld and undelivered ones.
   * @param parts the parts of a text, by its index.
   */
  async billedParts(order: string, parts: Uint8Array): Promise<number> {
    const { rows } = await sql<{ parts: number }>`
      select coalesce(sum(get_byte(${parts}::bytea, text_index)), 0)::float8 as parts from iletimerkezi.recipients
       where order_id = ${order} and status not in ('withheld', 'undelivered')`.execute(this.db);
    return onlyRow(rows).parts;
  }

  /** Returns the recipients of one order, at most 50,000, by number. */
  async recipients(order: string): Promise<StoredRecipient[]> {
    const { rows } = await sql<StoredRecipient>`
      select number, text_index as "textIndex", status from iletimerkezi.recipients
       where order_id = ${order} order by number`.execute(this.db);
    return rows;
  }
}
