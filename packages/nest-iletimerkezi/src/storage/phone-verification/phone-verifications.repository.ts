import type { DeliveryStatus, E164 } from 'iletimerkezi-core';
import { CompiledQuery, type Kysely, sql, type Transaction } from 'kysely';
import type { LimitWindow, VerificationScope } from '../../options/phone-verification.options.js';
import { inAccountTurn } from '../account-turn.js';
import { arrayOf } from '../array-of.js';
import { onlyRow } from '../only-row.js';
import type { RowsBeside } from '../outbox/enqueue.js';
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
  /** How far back messages are counted, in milliseconds. They are counted anew after a pause. */
  readonly watchedMs: number;
  /** How old a message is before it is counted, in milliseconds: the code of a newer one may still be entered. */
  readonly settledAfterMs: number;
}

/** The data that decides whether a message may be sent. */
export interface MessageFacts {
  readonly now: number;
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

const inMs = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`;
const EPOCH = (column: string) => sql.raw<number>(inMs(column));
const seconds = (ms: number): number => ms / 1000;
const time = (ms: number) => sql`to_timestamp(${seconds(ms)}::float8)`;
/** Times as milliseconds, in ascending order. */
const timesInMs = (column: string): string =>
  `array(select ${inMs('w')} from unnest(${column}) as w order by 1)`;
const timesOf = (column: string) => sql.raw<number[]>(timesInMs(column));

/** The number of the last message of a subject. Messages are counted in turns of their account, so each has its own. */
const lastOrdinal = (account: string, subject: string): string => `(select last.ordinal
  from iletimerkezi.phone_verification_hits last
 where last.account = ${account} and last.scope = ${subject}.scope and last.key = ${subject}.key and last.ordinal is not null
 order by last.ordinal desc limit 1)`;

/** The time of a parameter in milliseconds since the epoch. */
const timeOf = (parameter: string): string => `to_timestamp(${parameter}::float8 / 1000)`;

// Every message waits for the two statements of a start, so they are texts that are not compiled again for each one. Arrays stand
// in subqueries for the reason that `arrayOf` states. The order by number keeps the planner from the index by time.
const FACTS = `
  with clock as materialized (select ${inMs('clock_timestamp()')} as now)
  select clock.now,
    exists (select from iletimerkezi.lanes
      where account = $1 and lane = 'instant' and stopped_at is not null) as stopped,
    coalesce((select ${timesInMs('t.wrong')} from iletimerkezi.phone_verification_targets t
      where t.account = $1 and t.target = $2), '{}') as wrong,
    coalesce((select json_agg(f) from (
      select w.scope, w.per_ms as "perMs", ${inMs('h.at')} + w.per_ms as "retryAt"
        from unnest((select $3::text[]), (select $4::text[]), (select $5::integer[]), (select $6::float8[]))
          as w (scope, key, most, per_ms)
        cross join lateral ${lastOrdinal('$1', 'w')} as l
        cross join lateral (
          select at, ordinal from iletimerkezi.phone_verification_hits
           where account = $1 and scope = w.scope and key = w.key and ordinal >= l.ordinal - w.most + 1
           order by ordinal limit 1) as h
       where h.ordinal = l.ordinal - w.most + 1 and ${inMs('h.at')} > clock.now - w.per_ms) as f), '[]') as full,
    coalesce((select json_agg(c) from (
      select k.scope, k.key, ${inMs('p.until')} as "pausedUntil",
        (select count(*) from iletimerkezi.phone_verification_hits h
          where h.account = $1 and h.scope = k.scope and h.key = k.key
            and h.at > greatest(${timeOf('(clock.now - $9)')}, p.until) and h.at <= ${timeOf('(clock.now - $10)')})::integer as sent,
        (select count(*) from iletimerkezi.phone_verification_hits h
          where h.account = $1 and h.scope = '${ENTERED}' || k.scope and h.key = k.key
            and h.at > greatest(${timeOf('(clock.now - $9)')}, p.until))::integer as verified
      from unnest((select $7::text[]), (select $8::text[])) as k (scope, key)
      left join iletimerkezi.phone_verification_pauses p
        on p.account = $1 and p.scope = k.scope and p.key = k.key) as c), '[]') as conversions
  from clock`;

/** Part of the statement that enqueues the first message. The rows are inserted if the campaign is. */
const NEW_VERIFICATION = `
  verification as (
    select campaign.id as campaign, v.* from campaign, input, jsonb_to_record(input.j->'beside') as v
      (key uuid, account text, number text, purpose text, target text, scopes text[], "scopeKeys" text[], seed bytea,
       "hashKey" text, "codeLength" integer, locale text, now float8, "expiresAt" float8, "resendAt" float8)),
  target as (
    insert into iletimerkezi.phone_verification_targets (account, target, touched_at)
    select account, target, ${timeOf('now')} from verification
    on conflict (account, target) do update set touched_at = excluded.touched_at),
  hits as (
    insert into iletimerkezi.phone_verification_hits (account, scope, key, at, ordinal)
    select v.account, s.scope, s.key, ${timeOf('v.now')}, 1 + coalesce(${lastOrdinal('v.account', 's')}, 0)
      from verification v, unnest(v.scopes, v."scopeKeys") as s (scope, key)),
  stored as (
    insert into iletimerkezi.phone_verifications
      (key, account, number, purpose, target, scopes, scope_keys, seed, hash_key, code_length, locale, campaign_id,
       created_at, expires_at, resend_at)
    select key, account, number, purpose, target, scopes, "scopeKeys", seed, "hashKey", "codeLength", locale, campaign,
      ${timeOf('now')}, ${timeOf('"expiresAt"')}, ${timeOf('"resendAt"')} from verification)`;

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
  inTurn<Result>(work: (tx: Transaction<Tables>) => Promise<Result>): Promise<Result> {
    return inAccountTurn(this.db, { account: this.account, purpose: 'phone verification' }, work);
  }

  /** Returns what decides about a message, in one statement. */
  async facts(
    tx: Db,
    { target, windows, watched, watchedMs, settledAfterMs }: FactsQuery,
  ): Promise<MessageFacts> {
    const { rows } = await tx.executeQuery<MessageFacts>(
      CompiledQuery.raw(FACTS, [
        this.account,
        target,
        windows.map(({ scope }) => scope),
        windows.map(({ key }) => key),
        windows.map(({ limit }) => limit),
        windows.map(({ perMs }) => perMs),
        watched.map(({ scope }) => scope),
        watched.map(({ key }) => key),
        watchedMs,
        settledAfterMs,
      ]),
    );
    return onlyRow(rows);
  }

  async pause(tx: Db, { scope, key }: ScopeKey, until: number): Promise<void> {
    await sql`insert into iletimerkezi.phone_verification_pauses (account, scope, key, until)
      values (${this.account}, ${scope}, ${key}, ${time(until)})
      on conflict (account, scope, key) do update set until = excluded.until`.execute(tx);
  }

  /** Returns the rows of a new verification, which are inserted with its first message. */
  rowsOf(verification: StoredVerification, now: number): RowsBeside {
    const { scopes, seed, ...columns } = verification;
    return {
      ctes: NEW_VERIFICATION,
      input: {
        ...columns,
        account: this.account,
        scopes: scopes.map(({ scope }) => scope),
        scopeKeys: scopes.map(({ key }) => key),
        seed: `\\x${seed.toString('hex')}`,
        now,
      },
    };
  }

  /** Stores a further message of a verification. */
  async addMessage(tx: Db, verification: StoredVerification, now: number): Promise<void> {
    const v = verification;
    await sql`with ${this.#hits(v.scopes, now)}
      update iletimerkezi.phone_verifications set hash_key = ${v.hashKey}, generation = ${v.generation}, ordinal = ${v.ordinal}, sends = ${v.sends},
        campaign_id = ${v.campaign}, expires_at = ${time(v.expiresAt)}, resend_at = ${time(v.resendAt)}
      where key = ${v.key}`.execute(tx);
  }

  /** Returns whether a message with this hash was counted in the last `withinMs` milliseconds. */
  async wasCounted(tx: Db, dedupeHash: string, withinMs: number): Promise<boolean> {
    const { rows } = await sql<{ counted: boolean }>`
      select exists (select from iletimerkezi.phone_verification_hits
        where account = ${this.account} and scope = ${DEDUPE} and key = ${dedupeHash}
          and at > clock_timestamp() - make_interval(secs => ${seconds(withinMs)})) as counted`.execute(tx);
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
    const hits: { readonly scope: string; readonly key: string; readonly isLimited?: true }[] = [
      ...scopes.map((scope) => ({ ...scope, isLimited: true as const })),
      ...observedScopes(entered).map(({ scope, key }) => ({ scope: ENTERED + scope, key })),
      ...(dedupeHash === undefined ? [] : [{ scope: DEDUPE, key: dedupeHash }]),
    ];
    await sql`insert into iletimerkezi.phone_verification_hits (account, scope, key, at, ordinal)
      select g.account, s.scope, s.key, clock_timestamp(),
          case when s.limited then 1 + coalesce(${sql.raw(lastOrdinal('g.account', 's'))}, 0) end
        from (select ${this.account}::text as account) as g,
          unnest(${arrayOf('text', hits, ({ scope }) => scope)}, ${arrayOf('text', hits, ({ key }) => key)},
            ${arrayOf('boolean', hits, ({ isLimited }) => isLimited ?? false)}) as s (scope, key, limited)`.execute(
      db,
    );
  }

  #hits(scopes: readonly ScopeKey[], now: number) {
    return sql`hits as (
      insert into iletimerkezi.phone_verification_hits (account, scope, key, at, ordinal)
      select g.account, scope, key, ${time(now)}, 1 + coalesce(${sql.raw(lastOrdinal('g.account', 's'))}, 0)
        from (select ${this.account}::text as account) as g,
          unnest(${arrayOf('text', scopes, ({ scope }) => scope)}, ${arrayOf('text', scopes, ({ key }) => key)}) as s (scope, key))`;
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
            not exists (select from unnest(${arrayOf('integer', windows, ({ limit }) => limit)},
                ${arrayOf('float8', windows, ({ perMs }) => seconds(perMs))}) as w (most, secs)
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
          from unnest(${arrayOf('text', converted, ({ scope }) => scope)}, ${arrayOf('text', converted, (each) => each.key)}) as s (scope, key),
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
