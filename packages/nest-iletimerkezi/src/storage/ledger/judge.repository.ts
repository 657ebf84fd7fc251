import type { E164 } from 'iletimerkezi-core';
import { type Kysely, sql } from 'kysely';
import type { NewGuard } from '../outbox/enqueue.js';
import { onlyRow } from '../only-row.js';
import type { Tables } from '../schema.js';
import { knowledgeOf, POSITION, type Verdict, VERDICT } from './verdict.js';

/** A recipient with its verdict. */
export interface Judged {
  readonly recipient: E164;
  readonly consent: Verdict;
  readonly position: number | null;
}

/** The records that a direct commercial send relied on. */
export interface CommercialSend {
  readonly account: string;
  readonly brandCode: string;
  readonly audience: 'BIREYSEL' | 'TACIR';
  readonly policy: string;
  /** Positions of the ledger's records, one for each recipient with a record. */
  readonly positions: readonly number[];
  /** Recipients without a record that the policy allowed. */
  readonly allowed: readonly E164[];
  readonly withheld: number;
}

/** Judges recipients of direct sends, and stores the records that each send relied on. */
export class JudgeRepository {
  constructor(private readonly db: Kysely<Tables>) {}

  /** @param began answers since then count, regardless of the maximum age. */
  async judge(recipients: readonly E164[], guard: NewGuard, began?: Date): Promise<Judged[]> {
    const since = (ms: number) =>
      sql`least(clock_timestamp() - make_interval(secs => ${ms / 1000}), ${began ?? null}::timestamptz)`;
    const { rows } = await sql<Judged>`
      with g as materialized (select ${guard.brandCode}::text as brand, ${guard.audience}::text as audience,
        ${guard.policy}::text as policy, ${since(guard.staleAfterMs)} as fresh_after, ${since(guard.cacheMs)} as cache_after)
      select n.number as recipient, ${sql.raw(VERDICT)} as consent, ${sql.raw(POSITION)} as position
        from g cross join unnest(${recipients}::text[]) as n (number) ${sql.raw(knowledgeOf('n.number'))}`.execute(
      this.db,
    );
    return rows;
  }

  /** Returns the recipients that refuse now. */
  async refusing(recipients: readonly E164[], guard: NewGuard): Promise<Judged[]> {
    const judged = await this.judge(recipients, { ...guard, policy: 'allow' });
    return judged.filter(({ consent }) => consent === 'refused');
  }

  /** Returns the database's time. */
  async now(): Promise<Date> {
    const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(this.db);
    return onlyRow(rows).now;
  }

  /** Stored before the request: a row without a provider's id may or may not have been sent. */
  async keep(id: string, send: CommercialSend): Promise<void> {
    await sql`insert into iletimerkezi.commercial_sends
        (id, account, brand_code, audience, policy, positions, allowed, withheld)
      values (${id}, ${send.account}, ${send.brandCode}, ${send.audience}, ${send.policy}, ${send.positions}::bigint[],
        ${send.allowed}::text[], ${send.withheld})`.execute(this.db);
  }

  async accepted(id: string, providerOrderId: string): Promise<void> {
    await sql`update iletimerkezi.commercial_sends set provider_order_id = ${providerOrderId} where id = ${id}`.execute(
      this.db,
    );
  }

  async forget(id: string): Promise<void> {
    await sql`delete from iletimerkezi.commercial_sends where id = ${id}`.execute(this.db);
  }

  async reliedOn(
    account: string,
    providerOrderId: string,
  ): Promise<(CommercialSend & { sentAt: Date }) | undefined> {
    const { rows } = await sql<CommercialSend & { positions: string[] | number[]; sentAt: Date }>`
      select account, brand_code as "brandCode", audience, policy, positions, allowed, withheld, sent_at as "sentAt"
        from iletimerkezi.commercial_sends where account = ${account} and provider_order_id = ${providerOrderId}
        order by sent_at desc limit 1`.execute(this.db);
    const [row] = rows;
    return row && { ...row, positions: row.positions.map(Number) };
  }
}
