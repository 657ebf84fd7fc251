import type { E164 } from 'iletimerkezi-core';
import { type Kysely, sql } from 'kysely';
import type { FrequencyCap } from '../../options/commercial.options.js';
import { hasReached } from '../frequency/contacts.repository.js';
import { GOES, knowledgeOf, type Verdict, VERDICT } from '../ledger/verdict.js';
import type { Tables } from '../schema.js';
import type { NewGuard } from './enqueue.js';

/** Recipients with the same verdict and the same number of parts. */
export interface JudgedGroup {
  readonly verdict: Verdict;
  readonly parts: number;
  readonly partsMax: number;
  readonly recipients: number;
}

/** A part of the recipients of a message, with parallel arrays. */
export interface PreviewedRecipients {
  readonly numbers: readonly E164[];
  readonly parts: readonly number[];
  readonly partsMax: readonly number[];
}

/** The rules by which the recipients of a commercial message are judged. */
export interface PreviewRules {
  /** Undefined without a ledger. */
  readonly guard: NewGuard | undefined;
  readonly cap: FrequencyCap | undefined;
  /** When the message leaves. */
  readonly at: Date;
}

/** Judges recipients of a message that is not enqueued. Writes nothing. */
export class PreviewRepository {
  constructor(
    private readonly db: Kysely<Tables>,
    private readonly account: string,
  ) {}

  /** Returns the database's time. */
  async now(): Promise<Date> {
    const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(this.db);
    const [row] = rows;
    return row?.now ?? new Date();
  }

  /** Counts recipients by verdict, as they would be judged when the message leaves. */
  async judge(
    { numbers, parts, partsMax }: PreviewedRecipients,
    { guard, cap, at }: PreviewRules,
  ): Promise<JudgedGroup[]> {
    const fresh = (ms: number) => sql`clock_timestamp() - make_interval(secs => ${ms / 1000})`;
    const given = sql`unnest(${numbers}::text[], ${parts}::integer[], ${partsMax}::integer[]) as n (number, parts, parts_max)`;
    const consents = guard
      ? sql`select n.number, n.parts, n.parts_max, ${sql.raw(VERDICT)} as verdict
          from g cross join ${given} ${sql.raw(knowledgeOf('n.number'))}`
      : sql`select n.number, n.parts, n.parts_max, 'allowed' as verdict from ${given}`;
    const isTooOften = cap
      ? hasReached(this.account, cap, {
          number: sql`c.number`,
          order: sql`'00000000-0000-0000-0000-000000000000'::uuid`,
          at: sql`${at}::timestamptz`,
        })
      : sql`false`;
    const { rows } = await sql<JudgedGroup>`
      with g as materialized (
        select ${guard?.brandCode ?? null}::text as brand, ${guard?.audience ?? null}::text as audience,
          ${guard?.policy ?? null}::text as policy, ${fresh(guard?.staleAfterMs ?? 0)} as fresh_after,
          ${fresh(guard?.cacheMs ?? 0)} as cache_after),
      judged as (
        select c.parts, c.parts_max, case when c.verdict in ${sql.raw(GOES)} and ${isTooOften} then 'too-often' else c.verdict end as verdict
          from (${consents}) c)
      select verdict, parts, parts_max as "partsMax", count(*)::integer as recipients
        from judged group by verdict, parts, parts_max`.execute(this.db);
    return rows;
  }
}
