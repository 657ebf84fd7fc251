import { type Kysely, sql, type Transaction } from 'kysely';
import type { ParsedConsentKey } from './consent-key.js';
import { onlyRow } from '../only-row.js';
import type { Tables } from '../schema.js';

/** The answer of İYS for a recipient. */
export type RegistryAnswer = 'granted' | 'refused' | 'none' | 'unknown-recipient';

/** A stored answer. */
export interface KeptAnswer extends ParsedConsentKey {
  readonly answer: RegistryAnswer;
  readonly source: string | null;
  readonly consentDate: Date | null;
  readonly checkedAt: Date;
}

/** A new answer. */
export interface NewAnswer extends ParsedConsentKey {
  readonly answer: RegistryAnswer;
  readonly source: string | undefined;
  readonly consentDate: Date | undefined;
}

const json = (keys: readonly object[]): string => JSON.stringify(keys);

/** Stores answers of İYS, and reserves slots of the rate limit. */
export class ChecksRepository {
  constructor(private readonly db: Kysely<Tables>) {}

  /**
   * Reserves the next slots of an account's rate limit, which applies to all instances, in the order of the calls.
   * @returns milliseconds until the first slot. Unused slots are lost.
   */
  async reserve(account: string, places: number, perSecond: number): Promise<number> {
    const takes = places / perSecond;
    const { rows } = await sql<{ wait: number }>`
      with quick as materialized (select set_config('synchronous_commit', 'off', true) as setting)
      insert into iletimerkezi.registry_rate_limits as p (account, next_at)
      select ${account}, clock_timestamp() + make_interval(secs => ${takes}) from quick where setting = 'off'
      on conflict (account) do update
        set next_at = greatest(clock_timestamp(), p.next_at) + make_interval(secs => ${takes})
      returning (extract(epoch from next_at - make_interval(secs => ${takes}) - clock_timestamp()) * 1000)::float8 as wait`.execute(
      this.db,
    );
    return Math.max(0, onlyRow(rows).wait);
  }

  /** Returns the stored answers for these keys that are not older than `maxAgeMs`. */
  async kept(
    tx: Kysely<Tables> | Transaction<Tables>,
    brandCode: string,
    keys: readonly ParsedConsentKey[],
    maxAgeMs?: number,
  ): Promise<KeptAnswer[]> {
    const { rows } = await sql<KeptAnswer>`
      select c.recipient, c.recipient_type as "recipientType", c.channel, c.answer, c.source,
        c.consent_date as "consentDate", c.checked_at as "checkedAt"
      from json_to_recordset(${json(keys)}::json) as k (recipient text, "recipientType" text, channel text)
      join iletimerkezi.consent_checks c on c.recipient = k.recipient and c.brand_code = ${brandCode}
        and c.recipient_type = k."recipientType" and c.channel = k.channel
      where ${maxAgeMs ?? null}::float8 is null
        or c.checked_at > clock_timestamp() - make_interval(secs => ${maxAgeMs ?? null}::float8 / 1000)`.execute(
      tx,
    );
    return rows;
  }

  /** Stores answers in place of older ones. @returns the database's time, from which they count. */
  async keep(
    tx: Kysely<Tables> | Transaction<Tables>,
    brandCode: string,
    answers: readonly NewAnswer[],
  ): Promise<Date> {
    const { rows } = await sql<{ at: Date }>`
      with present as materialized (select clock_timestamp() as at),
      kept as (
        insert into iletimerkezi.consent_checks
          (brand_code, recipient, recipient_type, channel, answer, source, consent_date, checked_at)
        select distinct on (recipient, "recipientType", channel)
          ${brandCode}, recipient, "recipientType", channel, answer, source, "consentDate", present.at
        from json_to_recordset(${json(answers)}::json) as a (recipient text, "recipientType" text, channel text,
          answer text, source text, "consentDate" timestamptz) cross join present
        order by recipient, "recipientType", channel
        on conflict (recipient, brand_code, recipient_type, channel) do update set answer = excluded.answer,
          source = excluded.source, consent_date = excluded.consent_date, checked_at = excluded.checked_at)
      select at from present`.execute(tx);
    return onlyRow(rows).at;
  }
}
