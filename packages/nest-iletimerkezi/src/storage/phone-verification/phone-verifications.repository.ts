import type { DeliveryStatus, E164 } from 'iletimerkezi-core';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { LimitWindow, VerificationScope } from '../../options/phone-verification.options.js';
import { inAccountTurn } from '../account-turn.js';
import { onlyRow } from '../only-row.js';
import type { Tables } from '../schema.js';

type Db = Kysely<Tables> | Transaction<Tables>;

/** A subject that a message counts against: a scope, and a number prefix or a keyed hash. */
export interface ScopeKey {
  readonly scope: VerificationScope;
  readonly key: string;
}

/** The stored part of a verification. Times are milliseconds since the epoch, by the database's clock. */
export interface StoredVerification {
  readonly key: string;
  readonly number: E164;
  readonly purpose: string;
  /** Keyed hash of number and purpose, which wrong codes are counted by. */
  readonly target: string;
  readonly scopes: readonly ScopeKey[];
  readonly state: 'pending' | 'verified' | 'cancelled';
  readonly seed: Buffer;
  readonly hashKey: string;
  readonly codeLength: number;
  /** Increases with each new code. */
  readonly generation: number;
  /** Number of messages with the current code. */
  readonly ordinal: number;
  /** Messages, resends included. */
  readonly sends: number;
  readonly locale: 'tr' | 'en';
  readonly campaign: string | null;
  readonly expiresAt: number;
  readonly resendAt: number;
}

/** A verification as it is at a time of the database, with the times of wrong codes for its phone and purpose. */
export interface FoundVerification {
  readonly verification: StoredVerification;
  readonly now: number;
  readonly wrong: readonly number[];
}

/** A full window of a scope. It allows a message again at `retryAt`. */
export interface FullWindow {
  readonly scope: VerificationScope;
  readonly perMs: number;
  readonly retryAt: number;
}

/** Messages of a prefix or an IP address whose codes could have been entered, and those that were. */
export interface Conversion extends ScopeKey {
  readonly sent: number;
  readonly verified: number;
  /** End of the pause, if there is one. */
  readonly pausedUntil: number | null;
}

/** The question before a message is sent. */
export interface FactsQuery {
  /** Keyed hash of number and purpose. */
  readonly target: string;
  readonly windows: readonly (ScopeKey & LimitWindow)[];
  /** Prefixes and IP addresses whose conversion is counted. */
  readonly watched: readonly ScopeKey[];
  /** Messages are counted since this time or the end of the last pause, in milliseconds since the epoch. */
  readonly since: number;
  /** Codes of later messages may still be entered, so these messages are not counted. */
  readonly settledBefore: number;
}

/** The data that decides whether a message may be sent. */
export interface MessageFacts {
  /** Whether sending is stopped until an operator resumes it, because of an empty balance for example. */
  readonly stopped: boolean;
  /** Times of wrong codes for the phone and purpose, in ascending order. */
  readonly wrong: readonly number[];
  /** The windows that allow no further message. */
  readonly full: readonly FullWindow[];
  readonly conversions: readonly Conversion[];
}

/** The result of one check. */
export interface Attempt {
  readonly verified: boolean;
  /** Whether the code was counted as wrong. */
  readonly missed: boolean;
  readonly now: number;
  /** Times of the wrong codes, this one included. */
  readonly wrong: readonly number[];
}

/** Prefix of the scopes that count entered codes. */
const ENTERED = 'entered ';

/** Scope of the hashes by which repeated messages are recognized. */
const DEDUPE = 'dedupe';

/** Returns the scopes whose share of entered codes is observed. */
export const observedScopes = (scopes: readonly ScopeKey[]): ScopeKey[] =>
  scopes.filter(({ scope }) => scope === 'prefix' || scope === 'ip');

const EPOCH = (column: string) => sql.raw<number>(`(extract(epoch from ${column}) * 1000)::float8`);
const seconds = (ms: number): number => ms / 1000;
const time = (ms: number) => sql`to_timestamp(${seconds(ms)}::float8)`;
/** Times as milliseconds, in ascending order. */
const timesOf = (column: string) =>
  sql.raw<number[]>(
    `array(select (extract(epoch from w) * 1000)::float8 from unnest(${column}) as w order by 1)`,
  );

const COLUMNS = sql`v.key, v.number, v.purpose, v.target, v.scopes, v.scope_keys as "scopeKeys", v.state, v.seed,
  v.hash_key as "hashKey", v.code_length as "codeLength", v.generation, v.ordinal, v.sends, v.locale,
  v.campaign_id as campaign, ${EPOCH('v.expires_at')} as "expiresAt", ${EPOCH('v.resend_at')} as "resendAt"`;

interface Row extends Omit<StoredVerification, 'scopes'> {
  readonly scopes: readonly VerificationScope[];
  readonly scopeKeys: readonly string[];
  readonly now: number;
  readonly wrong: readonly number[] | null;
}

/** Stores phone verifications of one account. All times are the database's. */
export class PhoneVerificationsRepository {
  constructor(
    private readonly db: Kysely<Tables>,
    private readonly account: string,
  ) {}

  /** Runs work in a transaction that no other instance runs for the account at the same time. */
  inTurn<Result>(work: (tx: Transaction<Tables>, now: number) => Promise<Result>): Promise<Result> {
    return inAccountTurn(this.db, { account: this.account, purpose: 'phone verification' }, work);
  }

  /** Returns what decides about a message, in one statement. */
  async facts(
    tx: Db,
    { target, windows, watched, since, settledBefore }: FactsQuery,
    now: number,
  ): Promise<MessageFacts> {
    const { rows } = await sql<MessageFacts>`
      select
        exists (select from iletimerkezi.lanes
          where account = ${this.account} and lane = 'instant' and stopped_at is not null) as stopped,
        coalesce((select ${timesOf('t.wrong')} from iletimerkezi.phone_verification_targets t
          where t.account = ${this.account} and t.target = ${target}), '{}') as wrong,
        coalesce((select json_agg(f) from (
          select w.scope, w.per_ms as "perMs", ${EPOCH('h.at')} + w.per_ms as "retryAt"
            from unnest(${windows.map(({ scope }) => scope)}::text[], ${windows.map(({ key }) => key)}::text[],
              ${windows.map(({ limit }) => limit)}::integer[], ${windows.map(({ perMs }) => perMs)}::float8[])
              as w (scope, key, most, per_ms)
            cross join lateral (
              select at from iletimerkezi.phone_verification_hits
               where account = ${this.account} and scope = w.scope and key = w.key
                 and at > to_timestamp((${now}::float8 - w.per_ms) / 1000)
               order by at desc offset w.most - 1 limit 1) as h) as f), '[]') as full,
        coalesce((select json_agg(c) from (
          select k.scope, k.key, ${EPOCH('p.until')} as "pausedUntil",
            (select count(*) from iletimerkezi.phone_verification_hits h
              where h.account = ${this.account} and h.scope = k.scope and h.key = k.key
                and h.at > greatest(${time(since)}, p.until) and h.at <= ${time(settledBefore)})::integer as sent,
            (select count(*) from iletimerkezi.phone_verification_hits h
              where h.account = ${this.account} and h.scope = ${ENTERED} || k.scope and h.key = k.key
                and h.at > greatest(${time(since)}, p.until))::integer as verified
          from unnest(${watched.map(({ scope }) => scope)}::text[], ${watched.map(({ key }) => key)}::text[]) as k (scope, key)
          left join iletimerkezi.phone_verification_pauses p
            on p.account = ${this.account} and p.scope = k.scope and p.key = k.key) as c), '[]') as conversions`.execute(
      tx,
    );
    return onlyRow(rows);
  }

  async pause(tx: Db, { scope, key }: ScopeKey, until: number): Promise<void> {
    await sql`insert into iletimerkezi.phone_verification_pauses (account, scope, key, until)
      values (${this.account}, ${scope}, ${key}, ${time(until)})
      on conflict (account, scope, key) do update set until = excluded.until`.execute(tx);
  }

  /** Stores a verification with its first message. */
  async add(tx: Db, verification: StoredVerification, now: number): Promise<void> {
    const v = verification;
    await sql`with target as (
        insert into iletimerkezi.phone_verification_targets (account, target, touched_at)
        values (${this.account}, ${v.target}, ${time(now)})
        on conflict (account, target) do update set touched_at = excluded.touched_at),
      ${this.#hits(v.scopes, now)}
      insert into iletimerkezi.phone_verifications
        (key, account, number, purpose, target, scopes, scope_keys, seed, hash_key, code_length, locale, campaign_id,
         created_at, expires_at, resend_at)
      values (${v.key}, ${this.account}, ${v.number}, ${v.purpose}, ${v.target},
        ${v.scopes.map(({ scope }) => scope)}::text[], ${v.scopes.map(({ key }) => key)}::text[], ${v.seed}, ${v.hashKey},
        ${v.codeLength}, ${v.locale}, ${v.campaign}, ${time(now)}, ${time(v.expiresAt)}, ${time(v.resendAt)})`.execute(
      tx,
    );
  }

  /** Stores a further message of a verification. */
  async addMessage(tx: Db, verification: StoredVerification, now: number): Promise<void> {
    const v = verification;
    await sql`with ${this.#hits(v.scopes, now)}
      update iletimerkezi.phone_verifications set hash_key = ${v.hashKey}, generation = ${v.generation}, ordinal = ${v.ordinal}, sends = ${v.sends},
        campaign_id = ${v.campaign}, expires_at = ${time(v.expiresAt)}, resend_at = ${time(v.resendAt)}
      where key = ${v.key}`.execute(tx);
  }

  /** Returns whether a message with this hash was counted since a time, in milliseconds since the epoch. */
  async wasCounted(tx: Db, dedupeHash: string, since: number): Promise<boolean> {
    const { rows } = await sql<{ counted: boolean }>`
      select exists (select from iletimerkezi.phone_verification_hits
        where account = ${this.account} and scope = ${DEDUPE} and key = ${dedupeHash} and at > ${time(since)}) as counted`.execute(
      tx,
    );
    return onlyRow(rows).counted;
  }

  /** Counts a message, and codes that were entered, of no verification. */
  async count(
    db: Db,
    {
      scopes,
      dedupeHash,
      entered,
    }: {
      readonly scopes: readonly ScopeKey[];
      readonly dedupeHash: string | undefined;
      readonly entered: readonly ScopeKey[];
    },
  ): Promise<void> {
    const hits: { readonly scope: string; readonly key: string }[] = [
      ...scopes,
      ...observedScopes(entered).map(({ scope, key }) => ({ scope: ENTERED + scope, key })),
      ...(dedupeHash === undefined ? [] : [{ scope: DEDUPE, key: dedupeHash }]),
    ];
    await sql`insert into iletimerkezi.phone_verification_hits (account, scope, key, at)
      select ${this.account}, scope, key, clock_timestamp() from unnest(${hits.map(({ scope }) => scope)}::text[],
        ${hits.map(({ key }) => key)}::text[]) as s (scope, key)`.execute(db);
  }

  #hits(scopes: readonly ScopeKey[], now: number) {
    return sql`hits as (
      insert into iletimerkezi.phone_verification_hits (account, scope, key, at)
      select ${this.account}, scope, key, ${time(now)} from unnest(${scopes.map(({ scope }) => scope)}::text[],
        ${scopes.map(({ key }) => key)}::text[]) as s (scope, key))`;
  }

  async find(key: string): Promise<FoundVerification | undefined> {
    const { rows } = await this.#select(key, sql``).execute(this.db);
    return rows.map(found)[0];
  }

  /** Returns a verification and locks it until the transaction ends. */
  async lock(tx: Transaction<Tables>, key: string): Promise<FoundVerification | undefined> {
    const { rows } = await this.#select(key, sql`for update of v`).execute(tx);
    return rows.map(found)[0];
  }

  #select(key: string, lock: ReturnType<typeof sql>) {
    return sql<Row>`
      select ${COLUMNS}, ${EPOCH('clock_timestamp()')} as now, ${timesOf('t.wrong')} as wrong
        from iletimerkezi.phone_verifications v
        left join iletimerkezi.phone_verification_targets t on t.account = v.account and t.target = v.target
       where v.account = ${this.account} and v.key = ${key} ${lock}`;
  }

  /**
   * Decides about a code, in one statement. The row of the phone and purpose is locked first, so that checks of all its
   * verifications are decided one after the other: exactly one of several right codes verifies, and no more wrong codes are
   * accepted than the windows allow. Neither happens when the verification is not pending, has expired, or has another
   * code by now.
   */
  async attempt(
    verification: StoredVerification,
    isRight: boolean,
    windows: readonly LimitWindow[],
  ): Promise<Attempt> {
    const { key, target, generation, scopes } = verification;
    const converted = observedScopes(scopes);
    const { rows } = await sql<Attempt & { wrong: number[] }>`
      with target as materialized (
        select wrong from iletimerkezi.phone_verification_targets
         where account = ${this.account} and target = ${target} for update),
      state as materialized (
        select now, array(select x from unnest(wrong) as x
              where x > now - make_interval(secs => ${seconds(longest(windows))}) order by 1) as recent,
            not exists (select from unnest(${windows.map(({ limit }) => limit)}::integer[],
                ${windows.map(({ perMs }) => seconds(perMs))}::float8[]) as w (most, secs)
              where (select count(*) from unnest(wrong) as x where x > now - make_interval(secs => w.secs)) >= w.most) as open
          from target cross join lateral (select clock_timestamp() as now, target.wrong is null as evaluated) as clock),
      verified as (
        update iletimerkezi.phone_verifications v set state = 'verified', verified_at = state.now
          from state
         where ${isRight} and state.open and v.key = ${key} and v.account = ${this.account} and v.state = 'pending'
           and v.generation = ${generation} and v.expires_at > state.now
        returning v.key),
      missed as (
        update iletimerkezi.phone_verification_targets t set wrong = state.recent || state.now
          from state
         where not ${isRight} and state.open and t.account = ${this.account} and t.target = ${target}
           and exists (select from iletimerkezi.phone_verifications v
             where v.key = ${key} and v.state = 'pending' and v.generation = ${generation} and v.expires_at > state.now)
        returning t.wrong),
      entered as (
        insert into iletimerkezi.phone_verification_hits (account, scope, key, at)
        select ${this.account}, ${ENTERED} || scope, s.key, now
          from unnest(${converted.map(({ scope }) => scope)}::text[], ${converted.map((each) => each.key)}::text[]) as s (scope, key),
            state, verified)
      select exists (select from verified) as verified, exists (select from missed) as missed,
        ${EPOCH('state.now')} as now, coalesce((select ${timesOf('missed.wrong')} from missed), ${timesOf('state.recent')}) as wrong
      from state`.execute(this.db);
    return onlyRow(rows);
  }

  async cancel(key: string): Promise<void> {
    await sql`update iletimerkezi.phone_verifications set state = 'cancelled'
      where account = ${this.account} and key = ${key} and used_at is null`.execute(this.db);
  }

  /** Returns the delivery status of a campaign's only message. A message that was not sent is `undelivered`. */
  async delivery(db: Db, campaign: string): Promise<DeliveryStatus> {
    const { rows } = await sql<{ status: DeliveryStatus }>`
      select case when o.state in ('rejected', 'expired', 'cancelled') then 'undelivered' else r.status end as status
        from iletimerkezi.orders o join iletimerkezi.recipients r on r.order_id = o.id
       where o.account = ${this.account} and o.campaign_id = ${campaign} limit 1`.execute(db);
    return rows[0]?.status ?? 'unknown';
  }

  async deliveryOf({ campaign }: StoredVerification): Promise<DeliveryStatus> {
    return campaign === null ? 'unknown' : this.delivery(this.db, campaign);
  }

  /**
   * Returns the number of a verified phone for its purpose.
   * @param maxAgeMs how long ago it may have been verified.
   * @param once uses the verification up: it is returned once over all instances.
   */
  async verifiedNumber(
    key: string,
    purpose: string,
    { maxAgeMs, once }: { readonly maxAgeMs: number; readonly once: boolean },
  ): Promise<E164 | undefined> {
    const isValid = sql`account = ${this.account} and key = ${key} and purpose = ${purpose} and state = 'verified'
      and used_at is null and verified_at > clock_timestamp() - make_interval(secs => ${seconds(maxAgeMs)})`;
    const statement = once
      ? sql<{
          number: E164;
        }>`update iletimerkezi.phone_verifications set used_at = clock_timestamp() where ${isValid} returning number`
      : sql<{ number: E164 }>`select number from iletimerkezi.phone_verifications where ${isValid}`;
    const { rows } = await statement.execute(this.db);
    return rows[0]?.number;
  }

  /**
   * Deletes verifications, wrong codes and messages that nothing counts any more, and erases the texts of confidential
   * orders that cannot be sent any more. @returns the number of rows.
   */
  async purge(keepMs: number): Promise<number> {
    const limit = sql`clock_timestamp() - make_interval(secs => ${seconds(keepMs)})`;
    const { rows } = await sql<{ rows: number }>`
      with verifications as (
        delete from iletimerkezi.phone_verifications v where account = ${this.account} and created_at < ${limit} returning 1),
      hits as (delete from iletimerkezi.phone_verification_hits where account = ${this.account} and at < ${limit} returning 1),
      targets as (
        delete from iletimerkezi.phone_verification_targets where account = ${this.account} and touched_at < ${limit} returning 1),
      pauses as (
        delete from iletimerkezi.phone_verification_pauses where account = ${this.account} and until < ${limit} returning 1),
      texts as (
        update iletimerkezi.orders set texts = null
         where account = ${this.account} and confidential and texts is not null
           and (not_after < clock_timestamp() or state not in ('pending', 'claimed', 'submitting', 'unknown', 'held'))
        returning 1)
      select ((select count(*) from verifications) + (select count(*) from hits) + (select count(*) from targets)
        + (select count(*) from pauses) + (select count(*) from texts))::integer as rows`.execute(this.db);
    return onlyRow(rows).rows;
  }
}

const longest = (windows: readonly LimitWindow[]): number =>
  Math.max(0, ...windows.map(({ perMs }) => perMs));

function found({ now, wrong, scopes, scopeKeys, ...row }: Row): FoundVerification {
  return {
    verification: {
      ...row,
      scopes: scopes.map((scope, index) => ({ scope, key: scopeKeys[index] ?? '' })),
    },
    now,
    wrong: wrong ?? [],
  };
}
